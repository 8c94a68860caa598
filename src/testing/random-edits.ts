import fc from 'fast-check';
import { newId, type EdgeId, type PayloadId, type StepId } from '@/lib/ids';
import { duplicateSteps, pasteSteps, stepsToClip } from '@/model/clip';
import {
  addStep,
  connect,
  deleteSteps,
  moveStepBy,
  moveSteps,
  moveStepTo,
  removeEdges,
  renameStep,
  setErrorHandling,
  setStepCode,
  setStepData,
  setStepDescription,
  setStepTimeout,
} from '@/model/edit';
import {
  addPayload,
  deletePayload,
  duplicatePayload,
  updateFlowSettings,
  updatePayload,
} from '@/model/edit-project';
import { tidyPositions } from '@/model/layout';
import { placesInside } from '@/model/graph';
import type { Flow } from '@/model/project';
import { aFlow } from './a-flow';

/** One edit, its targets by number so that it fits any flow. */
export type RandomEdit = (flow: Flow) => Flow;

const newEdgeId = () => newId<EdgeId>();

function stepAt(flow: Flow, at: number): StepId {
  const step = flow.steps[at % flow.steps.length];
  if (step === undefined) throw new Error('A flow always has its trigger.');
  return step.id;
}

/** Without a target nothing is done: a person finds no button either. */
function onPayload(at: number, edit: (flow: Flow, id: PayloadId) => Flow): RandomEdit {
  return (flow) => {
    const payload = flow.payloads[at % Math.max(1, flow.payloads.length)];
    return payload === undefined ? flow : edit(flow, payload.id);
  };
}

const OTHER_FLOW = aFlow('Other').code('Map').code('Code Block').code('Answer').build();

const place = fc.nat(40);

const aPosition = fc.option(
  fc.record({ x: fc.integer({ min: -500, max: 5_000 }), y: fc.integer({ min: -500, max: 5_000 }) }),
);

const aBody = fc.oneof(
  fc.string().map((text) => ({ kind: 'text', text }) as const),
  fc.constant({ kind: 'multipart', rows: [] } as const),
);

const CONTAINERS = ['branchOnExpression', 'branchOnValue', 'loopOverItems', 'breakLoop'] as const;

/** A place inside some step of the flow; null where none holds steps, which is the top level. */
function placeAt(flow: Flow, at: number) {
  const places = flow.steps.flatMap(placesInside);
  return places[at % Math.max(1, places.length)] ?? null;
}

/** Edits as a person makes them, wrong ones included. */
export const anEdit: fc.Arbitrary<RandomEdit> = fc.oneof(
  fc.tuple(place, fc.constantFrom(...CONTAINERS)).map(
    ([at, kind]): RandomEdit =>
      (flow) =>
        addStep(flow, { id: newId(), kind, after: stepAt(flow, at), newEdgeId }),
  ),
  place.map((at): RandomEdit => (flow) => {
    const into = placeAt(flow, at);
    return into === null
      ? flow
      : addStep(flow, { id: newId(), kind: 'codeBlock', into, newEdgeId });
  }),
  fc.tuple(place, place, fc.boolean()).map(([at, to, isOut]): RandomEdit => (flow) => {
    const after = stepAt(flow, to);
    const parent = isOut ? null : placeAt(flow, to);
    return moveStepTo(flow, stepAt(flow, at), { parent, ...(isOut ? { after } : {}) }, newEdgeId);
  }),
  fc.tuple(place, fc.constantFrom(1 as const, -1 as const)).map(
    ([at, by]): RandomEdit =>
      (flow) =>
        moveStepBy(flow, stepAt(flow, at), by),
  ),
  fc
    .tuple(
      place,
      fc.option(
        fc.record({
          type: fc.constantFrom('fail' as const, 'ignore' as const, 'retry' as const),
          maxAttempts: fc.nat(5),
          delaySeconds: fc.nat(60),
          usesExponentialBackoff: fc.boolean(),
          ignoreFinalError: fc.boolean(),
        }),
      ),
    )
    .map(
      ([at, handling]): RandomEdit =>
        (flow) =>
          setErrorHandling(flow, stepAt(flow, at), handling),
    ),
  place.map((at): RandomEdit => (flow) => {
    const step = flow.steps[at % flow.steps.length];
    if (step === undefined || !('branches' in step.data)) return flow;
    const branches = step.data.branches.slice(1);
    return setStepData(flow, step.id, { ...step.data, branches });
  }),
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
  fc.tuple(place, fc.string()).map(
    ([at, description]): RandomEdit =>
      (flow) =>
        setStepDescription(flow, stepAt(flow, at), description),
  ),
  // Copied in another flow, where a trigger may be among the chosen.
  fc
    .tuple(fc.array(place, { maxLength: 4 }), aPosition)
    .map(([places, position]): RandomEdit => (flow) => {
      const ids = places.map((at) => stepAt(OTHER_FLOW, at));
      return pasteSteps(flow, stepsToClip(OTHER_FLOW, ids), position).flow;
    }),
  fc.constant<RandomEdit>((flow) => moveSteps(flow, tidyPositions(flow))),
  fc.record({ name: fc.string(), description: fc.string(), isSynchronous: fc.boolean() }).map(
    (patch): RandomEdit =>
      (flow) =>
        updateFlowSettings(flow, patch),
  ),
  fc.constant<RandomEdit>((flow) => addPayload(flow).flow),
  place.map((at) => onPayload(at, (flow, id) => duplicatePayload(flow, id)?.flow ?? flow)),
  place.map((at) => onPayload(at, deletePayload)),
  fc
    .tuple(place, fc.string(), fc.string(), aBody)
    .map(([at, name, value, body]) =>
      onPayload(at, (flow, id) =>
        updatePayload(flow, id, { name, headers: [{ name, value }], pathFragment: value, body }),
      ),
    ),
);

/** Up to thirty edits in a row, as a person could make them. */
export const edits = fc.array(anEdit, { maxLength: 30 });
