import { evaluateInput, inputsWithin, textOf, type InputScope } from './inputs';
import type { LoopPlanStep, SelectPlanStep, StepInputs } from './plan';

/** What the inputs of loops, selections and answers come to in a run; also written into exported projects. */

/** Of a loop without a number. */
const DEFAULT_ITERATIONS = 1_000;

/** What is wrong with the inputs of a step, in words. */
export class StepError extends Error {
  override readonly name: string = 'StepError';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

type Named = Pick<LoopPlanStep, 'name' | 'inputs'>;

/** The items of a loop; of a counting loop the numbers from 0. */
export function loopItems(
  step: Pick<LoopPlanStep, 'name' | 'over' | 'inputs'>,
  scope: InputScope,
): readonly unknown[] {
  return step.over === 'count' ? countedItems(step, scope) : listedItems(step, scope);
}

function countedItems({ name, inputs }: Named, scope: InputScope): readonly unknown[] {
  const given = evaluateInput(inputs['iterationCount'], scope);
  const isGiven = given !== undefined && given !== null && given !== '';
  const count = isGiven ? Number(given) : DEFAULT_ITERATIONS;
  if (!Number.isInteger(count) || count < 0 || count > MOST_ITERATIONS) {
    throw new StepError(
      'CC-LOOP-COUNT',
      `${name} is to run ${shown(given)} times, which is no whole number up to ${MOST_ITERATIONS.toLocaleString('en')}.`,
    );
  }
  return Array.from({ length: count }, (_, index) => index);
}

const MOST_ITERATIONS = 10_000_000;

/** Of an object its members, as `{key, value}` (by inference). Text that is JSON is read. */
function listedItems({ name, inputs }: Named, scope: InputScope): readonly unknown[] {
  const given = evaluateInput(inputs['items'], scope);
  const items = typeof given === 'string' ? parsed(given) : given;
  if (Array.isArray(items)) return items;
  const isObject = typeof items === 'object' && items !== null;
  const isValue =
    ArrayBuffer.isView(items) || items instanceof ArrayBuffer || items instanceof Date;
  if (isObject && !isValue) {
    return Object.entries(items).map(([key, value]: [string, unknown]) => ({ key, value }));
  }
  throw new StepError(
    'CC-LOOP-ITEMS',
    `${name} takes a list or an object as its items; they are ${shown(items)}.`,
  );
}

/** The first result that is there; undefined where no step ran. */
export function selectedResult(
  { inputs }: Pick<SelectPlanStep, 'inputs'>,
  scope: InputScope,
): unknown {
  for (const input of Object.values(inputs).flatMap(inputsWithin)) {
    const value = evaluateInput(input, scope);
    if (value !== null && value !== undefined) return value;
  }
  return undefined;
}

/** The headers of an answer: a keyvaluelist as an object. */
export function headersOf(inputs: StepInputs, scope: InputScope): Record<string, string> {
  const pairs = evaluateInput(inputs['headers'], scope);
  return Object.fromEntries(
    (Array.isArray(pairs) ? pairs : []).flatMap((row: unknown) => {
      if (typeof row !== 'object' || row === null) return [];
      // Any object can be read by its keys.
      const { key, value } = row as { readonly key?: unknown; readonly value?: unknown };
      return [[textOf(key), textOf(value)]];
    }),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function shown(value: unknown): string {
  let text: string;
  try {
    // Undefined for what is no JSON.
    text = JSON.stringify(value) ?? typeof value;
  } catch {
    text = typeof value;
  }
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
