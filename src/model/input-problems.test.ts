import { describe, expect, it } from 'vitest';
import type { BranchId, PayloadId, StepId } from '@/lib/ids';
import { aFlow, aProject, stepNamed } from '@/testing/a-flow';
import { addStep, setStepData } from './edit';
import { setMock } from './edit-mocks';
import { ancestors, comesBefore } from './graph';
import { problems } from './problems';
import type { Flow, Step } from './project';

let ids = 0;
const newEdgeId = () => `e${(ids += 1)}` as never;

function withStep(flow: Flow, kind: string, name: string, inputs?: object, more?: object): Flow {
  const id = name as StepId;
  const added = addStep(flow, {
    id,
    kind: kind as never,
    name,
    after: flow.steps.at(-1)?.id ?? id,
    newEdgeId,
  });
  const { data } = stepNamed(added, name);
  const next = { ...data, ...(inputs === undefined ? {} : { inputs }), ...more };
  return setStepData(added, id, next as Step['data']);
}

/** Code and message of what is wrong, of this lane's kinds. */
function found(flow: Flow) {
  return problems(aProject(flow)).map(({ code, field, message }) => ({ code, field, message }));
}

const codes = (flow: Flow) => found(flow).map(({ code }) => code);
const reference = (value: string) => ({ type: 'reference', value });

describe('problems of the platform’s steps', () => {
  it('are none for steps as they are added, but what has to be filled in', () => {
    let flow = aFlow().build();
    for (const kind of ['branchOnExpression', 'loopNTimes', 'stopExecution', 'writeLog'])
      flow = withStep(flow, kind, kind);
    expect(found(flow)).toEqual([]);
    expect(codes(withStep(flow, 'loopOverItems', 'Each'))).toEqual(['input-missing']);
    expect(codes(withStep(flow, 'branchOnValue', 'By'))).toEqual(['input-missing']);
  });

  it.each([
    ['nobody.results', 'reference-step-unknown', /No step has the key nobody/],
    ['strat.results', 'reference-step-unknown', /Did you mean start\?/],
    ['note.results', 'reference-not-before', /refers to itself/],
    ['later.results', 'reference-not-before', /Later does not run before Note/],
    ['start', 'reference-no-results', /Write start\.results/],
    ['start.currentItem', 'reference-outside-loop', /only inside the loop/],
    ['start..a', 'reference-unreadable', /cannot be read/],
    ['start.results.a[0].[".tag"]', null, null],
  ])('say of the reference %s: %s', (value, code, words) => {
    const flow = withStep(
      withStep(aFlow().trigger('Start').build(), 'writeLog', 'Note', { message: reference(value) }),
      'writeLog',
      'Later',
    );
    const all = found(flow);
    expect(all.map((problem) => problem.code)).toEqual(code === null ? [] : [code]);
    if (words !== null) {
      expect(all[0]?.message).toMatch(words);
      expect(all[0]?.field).toBe('inputs.message');
    }
  });

  it('name config variables of inputs that are not there, and count those that are as read', () => {
    const flow = withStep(aFlow().build(), 'writeLog', 'Note', {
      level: { type: 'configVar', value: 'Level' },
      message: { type: 'template', value: '{{#Owner}} and {{# Level }}' },
    });
    const [first] = problems(aProject(flow));
    expect(first?.fix).toEqual({ kind: 'create-config-var', name: 'Level' });
    expect(codes(flow)).toEqual(Array.from({ length: 3 }, () => 'config-var-unknown'));
  });

  it('find conditions and branches that do not fit each other', () => {
    const condition = (name: string, value: unknown) => ({ name, type: 'complex', value });
    const branches = ['A', 'C'].map((name) => ({ id: name as BranchId, name }));
    const flow = withStep(
      aFlow().build(),
      'branchOnExpression',
      'Check',
      {
        conditions: {
          type: 'complex',
          value: [
            condition('A', ['and', ['looksLike', 1, 2], ['or', 7]]),
            condition('B', ['and', ['isTrue', reference('nobody.results')]]),
            condition('C', ['and']),
          ],
        },
      },
      { branches },
    );
    expect(new Set(codes(flow))).toEqual(
      new Set([
        'branch-no-else',
        'branch-not-there',
        'condition-unreadable',
        'reference-step-unknown',
      ]),
    );
  });

  it('find a break outside of a loop, and none inside', () => {
    const outside = withStep(aFlow().build(), 'breakLoop', 'Enough');
    expect(codes(outside)).toEqual(['break-outside-loop']);
    const loop = withStep(aFlow().build(), 'loopNTimes', 'Times');
    const inside = addStep(loop, {
      id: 'break' as StepId,
      kind: 'breakLoop',
      into: { stepId: 'Times' as StepId, branch: null },
      newEdgeId,
    });
    expect(codes(inside)).toEqual([]);
  });

  it('ask for results that no payload gives, and for JSON', () => {
    const flow = withStep(aFlow().build(), 'componentStep', 'Call');
    const [missing] = problems(aProject(flow));
    expect(missing?.code).toBe('mock-missing');
    expect(missing?.message).toContain('“Payload 1”');
    const payloadId = flow.payloads[0]?.id ?? ('' as PayloadId);
    const mock = { stepId: 'Call' as StepId, kind: 'result' } as const;
    expect(missing?.fix).toEqual({ kind: 'give-mock', name: 'Call', stepId: 'Call', payloadId });
    expect(codes(setMock(flow, payloadId, { ...mock, text: '{}' }))).toEqual([]);
    const [broken] = problems(aProject(setMock(flow, payloadId, { ...mock, text: '{\n"a": }' })));
    expect(broken?.code).toBe('mock-not-json');
    expect(broken?.message).toContain('line 2');
  });
});

describe('comesBefore', () => {
  it('is membership in the ancestors, in chains, in branches and inside containers', () => {
    let flow = aFlow().code('A').code('B').code('C', undefined, ['A']).build();
    const inside = (kind: string, into: string, branch: string | null, name: string) => {
      flow = addStep(flow, {
        id: name as StepId,
        kind: kind as never,
        name,
        into: { stepId: into as StepId, branch: branch as never },
        newEdgeId,
      });
    };
    for (const base of [flow, aFlow().code('A').code('B').build()]) {
      flow = withStep(base, 'loopNTimes', 'L');
      flow = withStep(flow, 'writeLog', 'End');
      inside('writeLog', 'L', null, 'L2');
      inside('branchOnValue', 'L', null, 'L1');
      const branches = stepNamed(flow, 'L1').data;
      const [one, two] = 'branches' in branches ? branches.branches : [];
      inside('writeLog', 'L1', one?.id ?? null, 'X');
      inside('writeLog', 'L1', two?.id ?? null, 'Y');
      for (const step of flow.steps) {
        const before = new Set(ancestors(flow, step.id));
        for (const other of flow.steps) {
          expect(`${other.name} ${step.name} ${comesBefore(flow, other, step)}`).toBe(
            `${other.name} ${step.name} ${before.has(other)}`,
          );
        }
      }
    }
  });
});
