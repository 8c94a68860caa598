import { describe, expect, it } from 'vitest';
import type { StepId } from '@/lib/ids';
import { parseReference } from '@/plan/inputs';
import { aFlow, stepNamed } from '@/testing/a-flow';
import { addStep, setStepData } from './edit';
import { pathsWithin, referencePaths } from './reference-paths';

describe('referencePaths', () => {
  it('offers the steps before it with what they last gave, and the items of the loops around it', () => {
    let edges = 0;
    const newEdgeId = () => `e${(edges += 1)}` as never;
    const loop = 'loop' as StepId;
    let flow = aFlow().trigger('Start').code('Get Orders').build();
    flow = addStep(flow, { id: loop, kind: 'loopOverItems', name: 'Each', newEdgeId });
    flow = setStepData(flow, loop, {
      inputs: { items: { type: 'reference', value: 'getOrders.results.orders' } },
    });
    const last = stepNamed(flow, 'Get Orders').id;
    flow = addStep(flow, { id: 'after' as StepId, kind: 'writeLog', after: last, newEdgeId });
    flow = { ...flow, edges: [...flow.edges, { id: newEdgeId(), from: last, to: loop }] };
    const place = { stepId: loop, branch: null };
    flow = addStep(flow, {
      id: 'in' as StepId,
      kind: 'writeLog',
      name: 'In',
      into: place,
      newEdgeId,
    });
    const results = { orders: [{ id: 7, '.tag': 'x' }] };
    const paths = referencePaths(flow, stepNamed(flow, 'In'), ({ name }) =>
      name === 'Get Orders' ? results : undefined,
    );
    expect(paths).toEqual([
      'each.currentItem',
      'each.currentItem.id',
      'each.currentItem.[".tag"]',
      'each.index',
      'getOrders.results',
      'getOrders.results.orders',
      'getOrders.results.orders[0]',
      'getOrders.results.orders[0].id',
      'getOrders.results.orders[0].[".tag"]',
      'start.results',
    ]);
    for (const path of paths) expect(parseReference(path)).not.toBeNull();
  });

  it('ends where nobody would look through them', () => {
    const wide = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`k${at}`, at]));
    expect(pathsWithin(wide, 'a')).toHaveLength(80);
    let deep: unknown = 1;
    for (let at = 0; at < 50; at += 1) deep = { a: deep };
    expect(pathsWithin(deep, 'a').at(-1)).toBe('a.a.a.a.a.a');
  });
});
