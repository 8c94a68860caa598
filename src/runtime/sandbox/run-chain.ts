import { Buffer } from 'buffer';
import {
  decodeText,
  encodeText,
  liveRevivers,
  MOST_RESULT_BYTES,
  EncodingError,
} from '@/plan/encoding';
import type { CodePlanStep, PlanStep } from '@/plan/plan';
import {
  EMPTY_STATE,
  isSameState,
  MOST_STATE_BYTES,
  NO_STATE,
  STATE_NAMES,
  type StateTexts,
} from '@/plan/state';
import type { ChainJob, WireError } from '@/runtime/protocol/messages';
import { compileCode, fileNameOf } from './compile-code';
import { makeConsole } from './console';
import { makeContext, type StateObjects } from './context';
import { openLog, type StepLog } from './logger';
import { makeRequire } from './modules';
import { buildPayload } from './payload';
import type { Reporter } from './reporter';
import { errorResponse, resultResponse, triggerResponse } from './response';
import { summarise } from './summarise';
import { toWire, withUncaught } from './uncaught';

const revivers = liveRevivers((bytes) => Buffer.from(bytes));
const encoder = new TextEncoder();

/** Walks the steps of a chain one after the other; stops at the first that fails. */
export async function runChain(job: ChainJob, reporter: Reporter): Promise<void> {
  const results = new Map<string, string>(Object.entries(job.results));
  const state = readState(job.state);
  const require = makeRequire(job.modules, job.moduleProblems);
  let payload: unknown;
  if (job.request !== null) {
    const built = buildPayload(job.request, job.identity);
    if (!built.ok) {
      const response = errorResponse(built.message, job.identity.executionId);
      reporter.add({ t: 'refused', message: built.message, response });
      await reporter.settled();
      return;
    }
    payload = built.payload;
  }
  for (const step of job.steps) {
    const went = await runStep({ step, job, results, state, require, payload, reporter });
    if (!went) {
      await reporter.settled();
      return;
    }
  }
  const texts = safely(() => encodeState(state));
  if (texts !== null && !isSameState(texts, job.state)) {
    // A large result must not travel in the same message.
    reporter.flush();
    reporter.add({ t: 'state', state: texts });
  }
  await reporter.settled();
}

interface StepRun {
  readonly step: PlanStep;
  readonly job: ChainJob;
  /** Encoded results by step key. */
  readonly results: Map<string, string>;
  readonly state: StateObjects;
  readonly require: (name: string) => unknown;
  readonly payload: unknown;
  readonly reporter: Reporter;
}

async function runStep(run: StepRun): Promise<boolean> {
  const { step, job, reporter, results } = run;
  if (step.kind === 'given') {
    results.set(step.key, safely(() => encodeText(step.results)) ?? 'null');
    return true;
  }
  // What nothing compiles to yet.
  if (step.kind !== 'code') throw new Error(`${step.name} is of a kind that does not run.`);
  const key = step.key;
  const fileName = fileNameOf(job.identity.flow.name, key);
  const log = openLog(fileName, (row) => {
    reporter.addRow(key, row);
  });
  Reflect.set(globalThis, 'console', makeConsole(log.write));
  reporter.add({ t: 'start', k: key });
  // What happened so far must be with the host before code runs that may never return.
  reporter.flushBeforeStep();
  try {
    const returned = await withUncaught(fileName, () => callCode(run, step, fileName, log));
    log.close();
    reportEnd(run, step, returned);
    return true;
  } catch (thrown) {
    log.close();
    reportFailure(run, step, toWire(thrown, fileName));
    return false;
  }
}

function callCode(run: StepRun, step: CodePlanStep, fileName: string, log: StepLog): unknown {
  const { job, state, require, payload, results } = run;
  const module: { exports: unknown } = { exports: {} };
  compileCode(step.source, fileName)(module, module.exports, require);
  const main = module.exports;
  if (typeof main !== 'function') throw new NoFunctionError(main, step.role);
  const context = makeContext({
    step,
    identity: job.identity,
    logger: log.logger,
    configVars: { ...job.configVars },
    state,
  });
  return main(context, step.role === 'trigger' ? payload : stepResults(step, results)) as unknown;
}

class NoFunctionError extends Error {
  override readonly name = 'NoFunctionError';
  readonly code = 'CC-NO-FUNCTION';
  constructor(exported: unknown, role: CodePlanStep['role']) {
    const what = typeof exported === 'object' ? 'an object' : `a ${typeof exported}`;
    const second = role === 'trigger' ? 'payload' : 'stepResults';
    super(
      `module.exports is ${what}, not a function. Write module.exports = async (context, ${second}) => { … };`,
    );
  }
}

/** `stepResults`: an entry for each ancestor, decoded when first looked at, so that every step gets a copy of its own. */
function stepResults(
  step: PlanStep,
  results: ReadonlyMap<string, string>,
): Record<string, unknown> {
  const all: Record<string, unknown> = {};
  for (const key of step.sees) {
    if (!results.has(key)) continue;
    const entry = {};
    let value: unknown;
    let isRead = false;
    Object.defineProperty(entry, 'results', {
      enumerable: true,
      configurable: true,
      get: () => {
        if (!isRead) {
          const text = results.get(key) ?? '';
          value = text === '' ? undefined : decodeText(text, revivers);
          isRead = true;
        }
        return value;
      },
      set: (next: unknown) => {
        value = next;
        isRead = true;
      },
    });
    all[key] = entry;
  }
  return all;
}

function reportEnd(run: StepRun, step: CodePlanStep, returned: unknown): void {
  const { job, results, state, reporter } = run;
  const warnings: string[] = [];
  const value = record(returned);
  mergeState(state, value);
  // What cannot be kept is the fault of the step that put it there.
  encodeState(state);
  const isTrigger = step.role === 'trigger';
  const part = isTrigger ? 'payload' : 'data';
  const hasPart = value !== null && Object.hasOwn(value, part);
  if (!hasPart && returned !== undefined) {
    warnings.push(
      `The step returned ${value === null ? 'a bare value' : `an object without "${part}"`}, so its result is empty. Write return { ${part}: … };`,
    );
  } else if (isTrigger && !hasPart) {
    warnings.push(
      'The trigger returned nothing, so later steps see no payload. Write return { payload };',
    );
  }
  const result = hasPart ? value[part] : undefined;
  const text = encodeText(withContentType(result, value), part);
  results.set(step.key, text ?? '');
  const bytes = text === null ? undefined : encoder.encode(text);
  if (bytes !== undefined && bytes.length > MOST_RESULT_BYTES) {
    throw new EncodingError(
      'CC-RESULT-TOO-LARGE',
      'data',
      'The result is larger than 64 MiB, the most one result may take here.',
    );
  }
  const response =
    job.answersWith === step.key
      ? resultResponse(returned, job.identity.executionId)
      : isTrigger && job.answersWith === null
        ? triggerResponse(value, job.identity.executionId)
        : null;
  reporter.add(
    {
      t: 'end',
      k: step.key,
      r: -1,
      summary: summarise(result),
      warnings,
      ...(response === null ? {} : { response }),
    },
    bytes,
  );
}

/** Binary data and its type travel as the pair `{data, contentType}` (platform.md 2.6). */
function withContentType(
  result: unknown,
  returned: Readonly<Record<string, unknown>> | null,
): unknown {
  const type = returned?.['contentType'];
  const isBytes = ArrayBuffer.isView(result) || result instanceof ArrayBuffer;
  if (typeof type !== 'string' || !isBytes) return result;
  return { data: result, contentType: type };
}

function reportFailure(run: StepRun, step: CodePlanStep, error: WireError): void {
  const { job, reporter } = run;
  const answers = step.role === 'trigger' || job.answersWith !== null;
  const response = answers
    ? { response: errorResponse(error.message, job.identity.executionId) }
    : {};
  reporter.add({ t: 'fail', k: step.key, error, ...response });
}

function readState(texts: StateTexts): StateObjects {
  const objects: Record<string, Record<string, unknown>> = {};
  for (const name of STATE_NAMES) objects[name] = readStateObject(texts[name]);
  // All names were set just now.
  return objects as StateObjects;
}

/** An earlier run's code may have said anything: what is no object begins empty. */
function readStateObject(text: string): Record<string, unknown> {
  const value = safely(() => decodeText(text, revivers));
  // An object of JSON is one by key.
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

/** The texts of the state objects; throws an EncodingError that names what cannot be kept. */
function encodeState(state: StateObjects): StateTexts {
  const texts = { ...NO_STATE };
  let characters = 0;
  for (const name of STATE_NAMES) {
    if (Object.keys(state[name]).length === 0) continue;
    texts[name] = encodeText(state[name], name) ?? EMPTY_STATE;
    characters += texts[name].length;
  }
  // No character takes more than three bytes, so short texts need no count.
  const isLarge = characters * 3 > MOST_STATE_BYTES;
  if (isLarge && stateBytes(texts) > MOST_STATE_BYTES) {
    throw new EncodingError(
      'CC-STATE-TOO-LARGE',
      'instanceState',
      'The state is larger than 64 MB, the most the platform keeps of all state objects together.',
    );
  }
  return texts;
}

function stateBytes(texts: StateTexts): number {
  return STATE_NAMES.reduce((sum, name) => sum + encoder.encode(texts[name]).length, 0);
}

/** Returned state is merged into the objects that the next steps see (platform.md 2.10). */
function mergeState(state: StateObjects, returned: Readonly<Record<string, unknown>> | null): void {
  for (const name of STATE_NAMES) {
    const part = record(returned?.[name]);
    if (part !== null && part !== state[name]) Object.assign(state[name], part);
  }
}

function record(value: unknown): Readonly<Record<string, unknown>> | null {
  // Any object can be looked at by key.
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
}

function safely<T>(make: () => T): T | null {
  try {
    return make();
  } catch {
    return null;
  }
}
