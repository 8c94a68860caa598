import type { StepId } from '@/lib/ids';
import { err, ok, type Result } from '@/lib/result';
import type { Problem } from '@/plan/problem';
import { descendants } from './graph';
import type { Flow } from './project';

/** Whether an edge may be drawn; the refusal says which rule forbids it. */
export function canConnect(flow: Flow, from: StepId, to: StepId): Result<true, Problem> {
  const start = flow.steps.find(({ id }) => id === from);
  const end = flow.steps.find(({ id }) => id === to);
  if (start === undefined || end === undefined) {
    return refuse(flow, 'edge-step-missing', 'A connection needs two steps of this flow.');
  }
  if (from === to) {
    return refuse(flow, 'edge-circle', `${start.name} cannot wait for itself.`, to);
  }
  if (start.parent !== null || end.parent !== null) {
    const inner = start.parent === null ? end : start;
    return refuse(
      flow,
      'edge-inside',
      `${inner.name} stands inside another step, where steps run one after another from top to bottom. Move it there in place of connecting it.`,
      to,
    );
  }
  if (flow.steps[0]?.id === to) {
    return refuse(
      flow,
      'edge-into-trigger',
      `${end.name} is the trigger: it starts the flow, so nothing can come before it. Connect to an action.`,
      to,
    );
  }
  if (flow.edges.some((edge) => edge.from === from && edge.to === to)) {
    return refuse(
      flow,
      'edge-repeated',
      `${start.name} is already connected to ${end.name}. One connection is enough.`,
      to,
    );
  }
  if (descendants(flow, to).has(from)) {
    return refuse(
      flow,
      'edge-circle',
      `${start.name} already waits for ${end.name}; this connection would close a circle. Remove the other one first.`,
      to,
    );
  }
  return ok(true);
}

/**
 * Whether all edges of a flow may stand together: what `canConnect` says of them one after the other, which takes each
 * the whole graph.
 */
export function areEdgesSound(flow: Flow): boolean {
  const waiting = new Map<StepId, number>();
  for (const { id, parent } of flow.steps) if (parent === null) waiting.set(id, 0);
  const next = new Map<StepId, Set<StepId>>();
  for (const { from, to } of flow.edges) {
    const count = waiting.get(to);
    const others = next.get(from) ?? new Set();
    if (!waiting.has(from) || count === undefined || to === flow.steps[0]?.id) return false;
    if (from === to || others.has(to)) return false;
    waiting.set(to, count + 1);
    next.set(from, others.add(to));
  }
  const ready = [...waiting].flatMap(([id, count]) => (count === 0 ? [id] : []));
  let passed = 0;
  for (let id = ready.pop(); id !== undefined; id = ready.pop()) {
    passed += 1;
    for (const other of next.get(id) ?? []) {
      const left = (waiting.get(other) ?? 0) - 1;
      waiting.set(other, left);
      if (left === 0) ready.push(other);
    }
  }
  // What never became ready stands in a circle, or behind one.
  return passed === waiting.size;
}

function refuse(flow: Flow, code: string, message: string, stepId?: StepId) {
  const problem: Problem = { severity: 'error', code, message, flowId: flow.id };
  return err(stepId === undefined ? problem : { ...problem, stepId });
}
