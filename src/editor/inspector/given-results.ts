import type { StepId } from '@/lib/ids';
import { toPlainJson } from '@/plan/decoding';
import type { InputScope } from '@/plan/inputs';
import type { LoopPlanStep, Plan, PlanStep } from '@/plan/plan';
import { stepsWithin } from '@/plan/plan-steps';
import type { RunState, StepRun, StepTime } from '@/plan/run';
import { loopItems } from '@/plan/step-inputs';
import { timeWithin } from './iteration-at';
import type { GivenResult } from './step-results-reader';

/** A list that is larger is not read for the sake of one item. */
const MOST_ITEMS_BYTES = 1024 * 1024;

/** A step of a plan and the loops around it. */
export interface PlannedPlace {
  readonly step: PlanStep;
  /** The loops it stands in, the outermost first. */
  readonly loops: readonly LoopPlanStep[];
}

/** All steps of a plan with the loops around them. */
export function plannedPlaces(plan: Plan): ReadonlyMap<StepId, PlannedPlace> {
  const places = new Map<StepId, PlannedPlace>();
  const open: PlannedPlace[] = plan.steps.map((step) => ({ step, loops: [] }));
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const { step, loops } = place;
    places.set(step.id, place);
    const inner = step.kind === 'loop' ? [...loops, step] : loops;
    for (const inside of stepsWithin(step)) open.push({ step: inside, loops: inner });
  }
  return places;
}

interface ShownWith {
  readonly configVars: Readonly<Record<string, unknown>>;
  /** Takes out the secrets: a loop may go over values that hold some. */
  readonly mask: (text: string) => string;
}

/** What a step saw in one of its iterations: results of steps before it that had run, and the loops around it. */
export function givenResults(
  run: RunState,
  { step, loops }: PlannedPlace,
  iteration: readonly number[],
  { configVars, mask }: ShownWith,
): readonly GivenResult[] {
  const byKey = new Map(Object.values(run.steps).map((stepRun) => [stepRun.key, stepRun]));
  const around = new Map(loops.map((loop, depth) => [loop.key, { loop, index: iteration[depth] }]));
  const resultOf = (key: string): GivenResult | null => {
    const stepRun = byKey.get(key);
    const time = stepRun === undefined ? null : timeOf(stepRun, iteration);
    return time === null ? null : timeResult(key, time);
  };
  const placeOf = (key: string): { currentItem?: unknown; index: number } | null => {
    const place = around.get(key);
    if (place?.index === undefined) return null;
    const item = itemAt(place.loop, place.index, scope);
    return item === undefined ? { index: place.index } : { currentItem: item, index: place.index };
  };
  const scope: InputScope = {
    step: (key) => {
      if (around.has(key)) return placeOf(key) ?? undefined;
      const bytes = resultOf(key)?.bytes ?? null;
      const isRead = bytes !== null && bytes.length <= MOST_ITEMS_BYTES;
      return isRead ? { results: toPlainJson(bytes) } : undefined;
    },
    configVar: (name) => configVars[name],
  };
  return step.sees.flatMap((key): readonly GivenResult[] => {
    const index = around.get(key)?.index;
    const result = index === undefined ? resultOf(key) : null;
    if (index === undefined) return result === null ? [] : [result];
    const read = () => new TextEncoder().encode(mask(JSON.stringify(placeOf(key))));
    return [{ key, bytes: null, loop: { index, read } }];
  });
}

function timeOf(stepRun: StepRun, iteration: readonly number[]): StepTime | null {
  if (stepRun.iterationCount === 0) return stepRun;
  return timeWithin(stepRun, iteration)?.time ?? null;
}

function timeResult(
  key: string,
  { status, isIgnored, result, error }: StepTime,
): GivenResult | null {
  if (status === 'succeeded' || status === 'pinned') return { key, bytes: result?.bytes ?? null };
  if (!isIgnored || error === null) return null;
  return { key, bytes: ignoredBytes(error) };
}

/** The same bytes for the same error, so that what shows them sees that nothing is new. */
const ignored = new WeakMap<object, Uint8Array>();

function ignoredBytes(error: NonNullable<StepTime['error']>): Uint8Array {
  const bytes =
    ignored.get(error) ??
    new TextEncoder().encode(JSON.stringify({ error: { message: error.message } }));
  ignored.set(error, bytes);
  return bytes;
}

/** Undefined where the items are too many to be read for it, or are not there. */
function itemAt(loop: LoopPlanStep, index: number, scope: InputScope): unknown {
  if (loop.over === 'count') return index;
  try {
    return loopItems(loop, scope)[index];
  } catch {
    return undefined;
  }
}
