import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readProject } from '@/formats/project/read-project';
import { writeProject } from '@/formats/project/project-file';
import { aFlow, aProject, stepNamed } from '@/testing/a-flow';
import { edits } from '@/testing/random-edits';
import { compile } from './compile';
import { addStep, connect, deleteSteps, setStepTimeout } from './edit';
import { canConnect, orderSteps, unreachedSteps } from './graph';
import { beginHistory, record, redo, undo } from './history';
import { updateFlowSettings } from './edit-project';
import { newFlow } from './new-project';
import type { Flow } from './project';

const newEdgeId = (() => {
  let last = 0;
  return () => {
    last += 1;
    return `edge${last}` as Flow['edges'][number]['id'];
  };
})();

/** Fails where a flow is not whole. */
function expectWhole(flow: Flow): void {
  const ids = flow.steps.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(flow.edges.map(({ id }) => id)).size).toBe(flow.edges.length);
  expect(flow.steps.map(({ kind }) => kind === 'codeBlockTrigger')).toEqual(
    flow.steps.map((_, at) => at === 0),
  );
  let drawn: Flow = { ...flow, edges: [] };
  for (const edge of flow.edges) {
    expect(canConnect(drawn, edge.from, edge.to).ok).toBe(true);
    drawn = { ...drawn, edges: [...drawn.edges, edge] };
  }
  expect(orderSteps(flow).length + unreachedSteps(flow).length).toBe(flow.steps.length);
}

describe('any sequence of edits', () => {
  it('keeps one trigger in front, whole edges, no circle', () => {
    fc.assert(
      fc.property(edits, (all) => {
        expectWhole(all.reduce((flow, edit) => edit(flow), newFlow('Flow')));
      }),
      { numRuns: 150 },
    );
  });

  it('undone to the end gives the first state, redone the last', () => {
    fc.assert(
      fc.property(edits, (all) => {
        const first = newFlow('Flow');
        let history = beginHistory(first);
        for (const edit of all) {
          history = record(history, edit(history.present), { label: 'edit' });
        }
        const last = history.present;
        const { length } = history.past;
        for (let at = 0; at < length; at += 1) history = undo(history);
        expect(history.present).toBe(first);
        for (let at = 0; at < length; at += 1) history = redo(history);
        expect(history.present).toBe(last);
      }),
      { numRuns: 100 },
    );
  });

  it('compiles to the same plan each time, parents before children', () => {
    fc.assert(
      fc.property(edits, (all) => {
        const flow = all.reduce((next, edit) => edit(next), newFlow('Flow'));
        const plan = compile(flow);
        expect(compile(structuredClone(flow))).toEqual(plan);
        const seen = new Set<string>();
        for (const step of plan.steps) {
          for (const key of step.waitsFor) expect(seen.has(key)).toBe(true);
          seen.add(step.key);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('written to a file and read again is the same project', () => {
    fc.assert(
      fc.property(edits, (all) => {
        const project = aProject(all.reduce((next, edit) => edit(next), newFlow('Flow')));
        expect(readProject(writeProject(project))).toEqual({ ok: true, value: project });
      }),
      { numRuns: 60 },
    );
  });
});

describe('adding a step', () => {
  it('behind a step puts it in front of what followed, which makes room', () => {
    const flow = aFlow().code('A').code('B').build();
    const a = stepNamed(flow, 'A');
    const next = addStep(flow, {
      id: 'new' as typeof a.id,
      kind: 'codeBlock',
      after: a.id,
      newEdgeId,
    });
    expect(orderSteps(next).map(({ name }) => name)).toEqual([
      'Flow Trigger',
      'A',
      'Code Block',
      'B',
    ]);
    const ys = orderSteps(next).map(({ position }) => position.y);
    expect(ys).toEqual(ys.toSorted((one, other) => one - other));
    expect(new Set(ys).size).toBe(ys.length);
  });

  it('names it as the platform does', () => {
    const flow = aFlow().code('Code Block').code('Code Block 2').build();
    const next = addStep(flow, { id: 'x' as never, kind: 'codeBlock', newEdgeId });
    expect(next.steps.at(-1)?.name).toBe('Code Block 3');
  });
});

describe('deleting', () => {
  it('closes the chain', () => {
    const flow = aFlow().code('A').code('B').build();
    const next = deleteSteps(flow, [stepNamed(flow, 'A').id], newEdgeId);
    expect(orderSteps(next).map(({ name }) => name)).toEqual(['Flow Trigger', 'B']);
  });

  it('leaves the trigger', () => {
    const flow = aFlow().code('A').build();
    expect(deleteSteps(flow, [stepNamed(flow, 'Flow Trigger').id], newEdgeId)).toBe(flow);
  });
});

describe('connecting', () => {
  const flow = aFlow().code('A').code('B').build();
  const [trigger, a, b] = [
    stepNamed(flow, 'Flow Trigger'),
    stepNamed(flow, 'A'),
    stepNamed(flow, 'B'),
  ];

  it.each([
    ['into the trigger', a.id, trigger.id, 'edge-into-trigger'],
    ['twice', a.id, b.id, 'edge-repeated'],
    ['to itself', a.id, a.id, 'edge-circle'],
    ['in a circle', b.id, a.id, 'edge-circle'],
  ])('%s is refused with the rule', (_, from, to, code) => {
    const refused = connect(flow, { id: 'e' as never, from, to });
    expect(refused.ok ? null : refused.error.code).toBe(code);
  });
});

describe('a time-out', () => {
  it('is held to 1 s and 15 min', () => {
    const flow = newFlow('Flow');
    const [trigger] = flow.steps;
    const set = (ms: number | null) =>
      setStepTimeout(flow, trigger?.id ?? ('' as never), ms).steps[0]?.timeoutMs;
    expect([set(1), set(5_000), set(9e9), set(null)]).toEqual([1_000, 5_000, 900_000, null]);
  });
});

describe('a flow made synchronous', () => {
  it('says so in the header of its test runs', () => {
    const flow = newFlow('Flow');
    const next = updateFlowSettings(flow, { isSynchronous: true });
    const said = next.payloads[0]?.headers.find(({ name }) => name === 'Prismatic-Synchronous');
    expect(said?.value).toBe('true');
  });
});
