import fc from 'fast-check';
import { newId, type EdgeId, type StepId } from '@/lib/ids';
import { duplicateSteps } from '@/model/clip';
import {
  addStep,
  connect,
  deleteSteps,
  moveSteps,
  removeEdges,
  renameStep,
  setStepCode,
  setStepTimeout,
} from '@/model/edit';
import type { Flow } from '@/model/project';

/** One edit, its targets by number so that it fits any flow. */
export type RandomEdit = (flow: Flow) => Flow;

const newEdgeId = () => newId<EdgeId>();

function stepAt(flow: Flow, at: number): StepId {
  const step = flow.steps[at % flow.steps.length];
  if (step === undefined) throw new Error('A flow always has its trigger.');
  return step.id;
}

const place = fc.nat(40);

/** Edits as a person makes them, wrong ones included. */
export const anEdit: fc.Arbitrary<RandomEdit> = fc.oneof(
  fc.tuple(place, fc.boolean()).map(
    ([at, asBranch]): RandomEdit =>
      (flow) =>
        addStep(flow, {
          id: newId(),
          kind: 'codeBlock',
          after: stepAt(flow, at),
          asBranch,
          newEdgeId,
        }),
  ),
  place.map((at): RandomEdit => (flow) => {
    const edge = flow.edges[at % Math.max(1, flow.edges.length)];
    const on = edge === undefined ? {} : { onEdge: edge.id };
    return addStep(flow, { id: newId(), kind: 'codeBlock', ...on, newEdgeId });
  }),
  fc.constant<RandomEdit>((flow) =>
    addStep(flow, { id: newId(), kind: 'codeBlockTrigger', newEdgeId }),
  ),
  fc.tuple(place, place).map(([from, to]): RandomEdit => (flow) => {
    const done = connect(flow, { id: newEdgeId(), from: stepAt(flow, from), to: stepAt(flow, to) });
    return done.ok ? done.value : flow;
  }),
  fc.array(place, { maxLength: 4 }).map(
    (places): RandomEdit =>
      (flow) =>
        deleteSteps(
          flow,
          places.map((at) => stepAt(flow, at)),
          newEdgeId,
        ),
  ),
  place.map((at): RandomEdit => (flow) => {
    const edge = flow.edges[at % Math.max(1, flow.edges.length)];
    return edge === undefined ? flow : removeEdges(flow, [edge.id]);
  }),
  fc.array(place, { maxLength: 4 }).map(
    (places): RandomEdit =>
      (flow) =>
        duplicateSteps(
          flow,
          places.map((at) => stepAt(flow, at)),
        ).flow,
  ),
  fc.tuple(place, fc.integer({ min: -500, max: 5_000 })).map(
    ([at, x]): RandomEdit =>
      (flow) =>
        moveSteps(flow, { [stepAt(flow, at)]: { x, y: x } }),
  ),
  fc.tuple(place, fc.string()).map(
    ([at, name]): RandomEdit =>
      (flow) =>
        renameStep(flow, stepAt(flow, at), name),
  ),
  fc.tuple(place, fc.string()).map(
    ([at, code]): RandomEdit =>
      (flow) =>
        setStepCode(flow, stepAt(flow, at), code),
  ),
  fc.tuple(place, fc.option(fc.integer({ min: -5, max: 10_000_000 }))).map(
    ([at, ms]): RandomEdit =>
      (flow) =>
        setStepTimeout(flow, stepAt(flow, at), ms),
  ),
);

export const edits = fc.array(anEdit, { maxLength: 30 });
