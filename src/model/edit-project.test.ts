import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newId, type StepId } from '@/lib/ids';
import { aFlow, aProject } from '@/testing/a-flow';
import { edits } from '@/testing/random-edits';
import { compile } from './compile';
import { addStep } from './edit';
import { duplicateFlow, withNewProjectIds } from './edit-project';
import type { Flow } from './project';

/** What would run, but for the ids. */
function planOf(flow: Flow): unknown {
  const [payload = null] = flow.payloads;
  return JSON.parse(
    JSON.stringify(compile(flow, payload), (key, value: unknown) => (key === 'id' ? '' : value)),
  );
}

describe('a flow with ids of its own', () => {
  it('runs as the one it was made of, whatever lies in what', () => {
    fc.assert(
      fc.property(edits, (list) => {
        const flow = list.reduce((edited, edit) => edit(edited), aFlow().code('A').build());
        const [opened] = withNewProjectIds(aProject(flow), 'Copy').flows;
        expect(opened === undefined ? null : planOf(opened)).toEqual(planOf(flow));
        const ids = new Set<string>(flow.steps.map(({ id }) => id));
        expect(opened?.steps.filter(({ id }) => ids.has(id))).toEqual([]);
      }),
    );
  });

  it('keeps what its payloads say of its steps', () => {
    const id = newId<StepId>();
    const drawn = addStep(aFlow().build(), { id, kind: 'componentStep', newEdgeId: () => newId() });
    const payloads = drawn.payloads.map((payload) => ({
      ...payload,
      mocks: [{ stepId: id, kind: 'result', text: '7' } as const],
    }));
    const flow = { ...drawn, payloads };
    const copy = duplicateFlow(aProject(flow), flow.id)?.flow;
    expect(copy?.payloads[0]?.mocks?.[0]?.stepId).toBe(copy?.steps.at(-1)?.id);
  });
});
