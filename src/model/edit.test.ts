import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readProject } from '@/formats/project/read-project';
import { writeProject } from '@/formats/project/project-file';
import { aFlow, aProject, stepNamed } from '@/testing/a-flow';
import { edits } from '@/testing/random-edits';
import { allPlanSteps } from '@/plan/plan-steps';
import { compile } from './compile';
import {
  addStep,
  connect,
  deleteSteps,
  moveStepBy,
  moveStepTo,
  replaceTrigger,
  setStepData,
  setStepTimeout,
  type NewStep,
} from './edit';
import { canConnect } from './edge-rules';
import { ancestors, orderSteps, placesInside, unreachedSteps } from './graph';
import { beginHistory, record, redo, undo } from './history';
import { updateFlowSettings, withNewProjectIds } from './edit-project';
import { newFlow } from './new-project';
import type { StepKindKey } from '@/kinds';
import type { BranchId, StepId } from '@/lib/ids';
import { duplicateSteps } from './clip';
import type { Flow, Mock } from './project';
import { stepBoxes } from './step-boxes';

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
  const places = flow.steps.flatMap(placesInside);
  for (const { parent } of flow.steps) {
    if (parent !== null) expect(places).toContainEqual(parent);
  }
  let drawn: Flow = { ...flow, edges: [] };
  for (const edge of flow.edges) {
    expect(canConnect(drawn, edge.from, edge.to).ok).toBe(true);
    drawn = { ...drawn, edges: [...drawn.edges, edge] };
  }
  expect(orderSteps(flow).length + unreachedSteps(flow).length).toBe(flow.steps.length);
}

describe('any sequence of edits', () => {
  it('gives a flow that is whole under new ids too, drawn the same', () => {
    fc.assert(
      fc.property(edits, (all) => {
        const flow = all.reduce((made, edit) => edit(made), newFlow('Flow'));
        const [copy] = withNewProjectIds(aProject(flow), 'Copy').flows;
        if (copy === undefined) throw new Error('The flow is gone.');
        expectWhole(copy);
        const boxes = (of: Flow) => [...stepBoxes(of).onCanvas.values()];
        expect(boxes(copy)).toEqual(boxes(flow));
      }),
      { numRuns: 60 },
    );
  });

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
        const inPlan = allPlanSteps(plan.steps).length + plan.unreached.length;
        expect(inPlan).toBe(flow.steps.length);
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

describe('steps inside a step', () => {
  const add = (flow: Flow, name: string, kind: StepKindKey, where: Partial<NewStep>): Flow =>
    addStep(flow, { id: name as StepId, name, kind, newEdgeId, ...where });
  const idOf = (name: string) => name as StepId;
  const names = (flow: Flow) => orderSteps(flow).map(({ name }) => name);
  const [heavy, other] = ['heavy' as BranchId, 'else' as BranchId];

  /** Trigger, Start, Check with Weigh and Label in Heavy and Skip in Else, Each with Log and Break, End. */
  function nested(): Flow {
    let flow = aFlow().build();
    flow = add(flow, 'Start', 'codeBlock', { after: flow.steps[0]?.id ?? idOf('') });
    flow = add(flow, 'Check', 'branchOnExpression', { after: idOf('Start') });
    flow = setStepData(flow, idOf('Check'), {
      inputs: {},
      branches: [
        { id: heavy, name: 'Heavy' },
        { id: other, name: 'Else' },
      ],
    });
    flow = add(flow, 'Each', 'loopOverItems', { after: idOf('Check') });
    flow = add(flow, 'End', 'codeBlock', { after: idOf('Each') });
    flow = add(flow, 'Weigh', 'codeBlock', { into: { stepId: idOf('Check'), branch: heavy } });
    flow = add(flow, 'Label', 'codeBlock', { after: idOf('Weigh') });
    flow = add(flow, 'Skip', 'codeBlock', { into: { stepId: idOf('Check'), branch: other } });
    flow = add(flow, 'Break', 'breakLoop', { into: { stepId: idOf('Each'), branch: null } });
    return add(flow, 'Log', 'codeBlock', { into: { stepId: idOf('Each'), branch: null } });
  }
  const ALL = [
    'Flow Trigger',
    'Start',
    'Check',
    'Weigh',
    'Label',
    'Skip',
    'Each',
    'Log',
    'Break',
    'End',
  ];

  it('follow it in the order, branch by branch', () => {
    expect(names(nested())).toEqual(ALL);
    expect(nested().edges).toHaveLength(4);
  });

  it('see what comes before them, the steps around them, and what ran inside those before', () => {
    const seen = (name: string) => ancestors(nested(), idOf(name)).map((step) => step.name);
    expect(seen('Label')).toEqual(['Flow Trigger', 'Start', 'Check', 'Weigh']);
    expect(seen('Skip')).toEqual(['Flow Trigger', 'Start', 'Check']);
    expect(seen('Log')).toEqual(ALL.slice(0, 7));
    expect(seen('End')).toEqual(ALL.slice(0, 9));
  });

  it('are compiled into it', () => {
    const plan = compile(nested());
    expect(plan.steps.map(({ key, waitsFor }) => [key, waitsFor])).toEqual([
      ['flowTrigger', []],
      ['start', ['flowTrigger']],
      ['check', ['start']],
      ['each', ['check']],
      ['end', ['each']],
    ]);
    const [check, each] = plan.steps.slice(2);
    expect(
      check?.kind === 'branch' &&
        check.branches.map(({ name, steps }) => [name, steps.map(({ key }) => key)]),
    ).toEqual([
      ['Heavy', ['weigh', 'label']],
      ['Else', ['skip']],
    ]);
    expect(each?.kind === 'loop' && each.steps.map(({ kind }) => kind)).toEqual(['code', 'break']);
    expect(plan.unreached).toEqual([]);
  });

  it('take no connections', () => {
    const refused = connect(nested(), { id: 'e' as never, from: idOf('Start'), to: idOf('Weigh') });
    expect(!refused.ok && refused.error.code).toBe('edge-inside');
  });

  it('go with it when it is deleted', () => {
    const next = deleteSteps(nested(), [idOf('Check')], newEdgeId);
    expect(names(next)).toEqual(['Flow Trigger', 'Start', 'Each', 'Log', 'Break', 'End']);
  });

  it('go with their branch', () => {
    const next = setStepData(nested(), idOf('Check'), {
      inputs: {},
      branches: [{ id: other, name: 'Else' }],
    });
    expect(names(next)).toEqual(ALL.filter((name) => name !== 'Weigh' && name !== 'Label'));
  });

  it('move among each other, into other places, out, and never into themselves', () => {
    const flow = nested();
    expect(names(moveStepBy(flow, idOf('Label'), -1)).slice(3, 5)).toEqual(['Label', 'Weigh']);
    expect(moveStepBy(flow, idOf('Label'), 1)).toBe(flow);
    const body = { stepId: idOf('Each'), branch: null };
    const moved = moveStepTo(flow, idOf('Start'), { parent: body, after: idOf('Log') }, newEdgeId);
    expect(names(moved).slice(-4)).toEqual(['Log', 'Start', 'Break', 'End']);
    expectWhole(moved);
    const out = moveStepTo(flow, idOf('Weigh'), { parent: null, after: idOf('Start') }, newEdgeId);
    expect(names(out).slice(0, 4)).toEqual(['Flow Trigger', 'Start', 'Weigh', 'Check']);
    expectWhole(out);
    expect(moveStepTo(flow, idOf('Each'), { parent: body }, newEdgeId)).toBe(flow);
  });

  it('come along when it is copied', () => {
    const flow = nested();
    const { flow: pasted, ids } = duplicateSteps(flow, [idOf('Check'), idOf('Label')]);
    expectWhole(pasted);
    expect(ids).toHaveLength(1);
    expect(pasted.steps.slice(flow.steps.length).map(({ name }) => name)).toEqual([
      'Check 2',
      'Weigh 2',
      'Label 2',
      'Skip 2',
    ]);
  });

  it('leave an app’s trigger that becomes another', () => {
    const flow = replaceTrigger(nested(), 'webhookTrigger');
    expect(flow.steps[0]?.kind).toBe('webhookTrigger');
    expect(compile(flow).steps[0]?.kind).toBe('pass');
    expect(replaceTrigger(flow, 'codeBlock')).toBe(flow);
  });

  it('send what the platform sends to the new trigger, unless somebody has changed the payload', () => {
    const bodyOf = ({ payloads }: Flow) => payloads.map(({ body }) => body);
    const flow = newFlow('Nightly');
    const [payload] = flow.payloads;
    const scheduled = replaceTrigger(flow, 'scheduleTrigger');
    expect(bodyOf(scheduled)).toEqual([{ kind: 'text', text: '' }]);
    expect(scheduled.payloads[0]?.id).toBe(payload?.id);
    expect(bodyOf(replaceTrigger(scheduled, 'webhookTrigger'))).toEqual(bodyOf(flow));
    const own = { kind: 'text', text: '{"id":7}' } as const;
    const changed = { ...flow, payloads: flow.payloads.map((one) => ({ ...one, body: own })) };
    expect(bodyOf(replaceTrigger(changed, 'scheduleTrigger'))).toEqual([own]);
  });
});

describe('a component step', () => {
  it('yields what the payload says, and else ends the run in words', () => {
    let flow = aFlow().build();
    const trigger = flow.steps[0]?.id ?? ('' as StepId);
    flow = addStep(flow, {
      id: 'c' as StepId,
      kind: 'componentStep',
      name: 'Post',
      after: trigger,
      newEdgeId,
    });
    const [payload] = flow.payloads;
    if (payload === undefined) throw new Error('A flow has a payload.');
    const kindOf = (mocks: readonly Mock[]) => compile(flow, { ...payload, mocks }).steps[1];
    expect(kindOf([])).toMatchObject({ kind: 'missing' });
    const stepId = 'c' as StepId;
    expect(kindOf([{ stepId, kind: 'result', text: '{"id":1}' }])).toMatchObject({
      kind: 'given',
      results: { id: 1 },
    });
    expect(kindOf([{ stepId, kind: 'error', text: 'no' }])).toMatchObject({
      kind: 'failing',
      message: 'no',
    });
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
