import { describe, expect, it } from 'vitest';
import type { EdgeId, StepId } from '@/lib/ids';
import { stepKinds } from '@/kinds';
import { compile } from './compile';
import * as edit from './edit';
import { newFlow } from './new-project';
import type { Flow } from './project';
import { NO_STATE } from '@/plan/state';
import { payloadToRequest } from './request';
import { staleSteps, type RunBasis, type WorkNow } from './stale';

// Ids of a test are any text.
const ids = { map: 'map' as StepId, post: 'post' as StepId, other: 'other' as StepId };

function aFlow(): Flow {
  const flow = newFlow('Orders');
  const step = (id: StepId, name: string) => ({
    id,
    name,
    kind: 'codeBlock' as const,
    description: '',
    timeoutMs: null,
    position: { x: 0, y: 0 },
    data: stepKinds.codeBlock.create(),
    parent: null,
    errorHandling: null,
  });
  const trigger = flow.steps[0]?.id ?? ids.map;
  const edge = (from: StepId, to: StepId) => ({ id: `${from}-${to}` as EdgeId, from, to });
  return {
    ...flow,
    steps: [...flow.steps, step(ids.map, 'Map'), step(ids.post, 'Post'), step(ids.other, 'Other')],
    edges: [edge(trigger, ids.map), edge(ids.map, ids.post), edge(trigger, ids.other)],
  };
}

function ran(flow: Flow): RunBasis {
  const payload = flow.payloads[0];
  if (payload === undefined) throw new Error('A new flow has a payload.');
  const { request } = payloadToRequest(payload);
  return { plan: compile(flow), request, configVars: {}, state: NO_STATE };
}

function stale(
  before: Flow,
  after: Flow,
  { configVars = {}, state = NO_STATE }: Partial<Pick<WorkNow, 'configVars' | 'state'>> = {},
) {
  const reasons = staleSteps(ran(before), {
    flow: after,
    payload: after.payloads[0] ?? null,
    configVars,
    state,
  });
  return Object.fromEntries(
    after.steps.flatMap(({ id, name }) => (reasons.has(id) ? [[name, reasons.get(id)]] : [])),
  );
}

describe('stale steps', () => {
  const flow = aFlow();

  it('are none after the run', () => {
    expect(stale(flow, flow)).toEqual({});
  });

  it('are the changed one and those behind it', () => {
    const why = 'the code of Map has changed';
    expect(stale(flow, edit.setStepCode(flow, ids.map, 'module.exports = 1'))).toEqual({
      Map: why,
      Post: why,
    });
  });

  it('are not made by positions and descriptions', () => {
    const moved = edit.moveSteps(flow, { [ids.map]: { x: 160, y: 160 } });
    expect(stale(flow, edit.setStepDescription(moved, ids.post, 'New'))).toEqual({});
  });

  it('are those behind a new connection', () => {
    const [, second] = flow.edges;
    const cut = edit.removeEdges(flow, second === undefined ? [] : [second.id]);
    const joined = edit.connect(cut, { id: 'new' as EdgeId, from: ids.other, to: ids.post });
    if (!joined.ok) throw new Error(joined.error.message);
    expect(stale(flow, joined.value)).toEqual({ Post: 'Post is connected otherwise' });
  });

  it('are all when the payload changes in content, none when it gets another name', () => {
    const [payload] = flow.payloads;
    if (payload === undefined) throw new Error('A new flow has a payload.');
    const renamed = { ...flow, payloads: [{ ...payload, name: 'Other' }] };
    expect(stale(flow, renamed)).toEqual({});
    const put = { ...flow, payloads: [{ ...payload, method: 'PUT' }] };
    expect(Object.keys(stale(flow, put))).toHaveLength(4);
  });

  it('are all when a config variable changes', () => {
    expect(Object.keys(stale(flow, flow, { configVars: { Limit: '5' } }))).toHaveLength(4);
  });

  it('are those that name a state object that has changed, and those behind them', () => {
    const reads = edit.setStepCode(
      flow,
      ids.map,
      'module.exports = async ({ instanceState }) => ({ data: instanceState.count });',
    );
    const state = { ...NO_STATE, instanceState: '{"count":1}' };
    const why = 'instanceState has changed';
    expect(stale(reads, reads, { state })).toEqual({ Map: why, Post: why });
    expect(stale(reads, reads, { state: { ...NO_STATE, crossFlowState: '{"a":1}' } })).toEqual({});
    expect(stale(reads, reads, { state: null })).toEqual({});
  });
});
