import { decodeText, encodeText, liveRevivers } from '@/plan/encoding';
import { evaluateInput, inputsWithin, textOf, type InputScope } from '@/plan/inputs';
import type { LoopPlanStep, PassPlanStep, SelectPlanStep, StepInputs } from '@/plan/plan';
import type { LogLevel } from '@/plan/run';
import { asRecord } from './as-record';
import { defaultResponse, resultResponse, triggerResponse, type MadeResponse } from './response';

/** The steps of the platform that are not code: what they make of their inputs. */

const LEVELS: readonly LogLevel[] = ['trace', 'debug', 'info', 'warn', 'error', 'metric'];
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

/** The items of a loop; of a counting loop the numbers from 0. */
export function loopItems(step: LoopPlanStep, scope: InputScope): readonly unknown[] {
  return step.over === 'count' ? countedItems(step, scope) : listedItems(step, scope);
}

function countedItems({ name, inputs }: LoopPlanStep, scope: InputScope): readonly unknown[] {
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
function listedItems({ name, inputs }: LoopPlanStep, scope: InputScope): readonly unknown[] {
  const given = evaluateInput(inputs['items'], scope);
  const items = typeof given === 'string' ? parsed(given) : given;
  if (Array.isArray(items)) return items;
  const isPlain = asRecord(items) !== null && !ArrayBuffer.isView(items);
  if (isPlain && !(items instanceof ArrayBuffer) && !(items instanceof Date))
    return Object.entries(items as object).map(([key, value]) => ({
      key,
      value: value as unknown,
    }));
  throw new StepError(
    'CC-LOOP-ITEMS',
    `${name} takes a list or an object as its items; they are ${shown(items)}.`,
  );
}

/** The first result that is there; undefined where no step ran. */
export function selectedResult({ inputs }: SelectPlanStep, scope: InputScope): unknown {
  for (const input of Object.values(inputs).flatMap(inputsWithin)) {
    const value = evaluateInput(input, scope);
    if (value !== null && value !== undefined) return value;
  }
  return undefined;
}

export function logLine(
  inputs: StepInputs,
  scope: InputScope,
): { readonly level: LogLevel; readonly message: unknown } {
  const said = textOf(evaluateInput(inputs['level'], scope)).toLowerCase();
  const level = LEVELS.find((name) => name === said) ?? 'info';
  return { level, message: evaluateInput(inputs['message'], scope) };
}

/** What a stop step answers a synchronous caller. */
export function stopResponse(
  inputs: StepInputs,
  scope: InputScope,
  executionId: string,
): MadeResponse {
  const answer = {
    statusCode: evaluateInput(inputs['statusCode'], scope),
    contentType: textOf(evaluateInput(inputs['contentType'], scope)) || 'application/json',
    headers: headersOf(inputs, scope),
    data: evaluateInput(inputs['jsonBody'], scope) ?? '',
  };
  return resultResponse(answer, executionId);
}

/** What a trigger without code answers: by its inputs, where it has any that say something. */
export function passResponse(
  step: PassPlanStep,
  scope: InputScope,
  executionId: string,
): MadeResponse {
  if (step.response === null) return defaultResponse(executionId);
  const body = evaluateInput(step.response['body'], scope);
  const response = {
    statusCode: evaluateInput(step.response['statusCode'], scope),
    contentType: evaluateInput(step.response['contentType'], scope),
    headers: headersOf(step.response, scope),
    ...(body === undefined || body === null || body === '' ? {} : { body }),
  };
  return triggerResponse({ response }, executionId);
}

/** A keyvaluelist as an object. */
function headersOf(inputs: StepInputs, scope: InputScope): Record<string, string> {
  const pairs = evaluateInput(inputs['headers'], scope);
  const rows = Array.isArray(pairs) ? pairs.map(asRecord) : [];
  return Object.fromEntries(
    rows.flatMap((row) => (row === null ? [] : [[textOf(row['key']), textOf(row['value'])]])),
  );
}

/** The values of a list of encoded results, for the caller's answer. */
export function decodedList(text: string): unknown {
  return decodeText(
    text,
    liveRevivers((bytes) => bytes),
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
  if (value === undefined) return 'undefined';
  const text = encodeText(value) ?? '';
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
