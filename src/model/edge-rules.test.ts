import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { EdgeId } from '@/lib/ids';
import { aFlow } from '@/testing/a-flow';
import { areEdgesSound, canConnect } from './edge-rules';
import type { Edge, Flow } from './project';

const COUNT = 6;
const aPlace = fc.nat({ max: COUNT - 1 });

it('finds all edges sound exactly where each may be drawn after the others', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(aPlace, aPlace), { maxLength: 10 }),
      fc.option(aPlace),
      (pairs, inner) => {
        const flow = flowOf(pairs, inner);
        expect(areEdgesSound(flow)).toBe(isDrawable(flow));
      },
    ),
    { numRuns: 500 },
  );
});

it('finds an edge of a step that is not there unsound', () => {
  const flow = flowOf([[0, 1]], null);
  const [edge] = flow.edges;
  const gone = { ...edge, to: 'gone' } as Edge;
  expect(areEdgesSound({ ...flow, edges: [gone] })).toBe(false);
});

function flowOf(pairs: readonly (readonly [number, number])[], inner: number | null): Flow {
  const builder = aFlow();
  for (let at = 1; at < COUNT; at += 1) builder.code(`Step ${at}`);
  const flow = builder.build();
  const steps = flow.steps.map((step, at) =>
    at === inner && at > 1
      ? { ...step, parent: { stepId: flow.steps[1]?.id ?? step.id, branch: null } }
      : step,
  );
  const edges = pairs.flatMap(([from, to], at): Edge[] => {
    const [start, end] = [steps[from], steps[to]];
    return start === undefined || end === undefined
      ? []
      : [{ id: `edge${at}` as EdgeId, from: start.id, to: end.id }];
  });
  return { ...flow, steps, edges };
}

function isDrawable(flow: Flow): boolean {
  let drawn: Flow = { ...flow, edges: [] };
  for (const edge of flow.edges) {
    if (!canConnect(drawn, edge.from, edge.to).ok) return false;
    drawn = { ...drawn, edges: [...drawn.edges, edge] };
  }
  return true;
}
