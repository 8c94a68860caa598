import { encodeText } from '@/plan/encoding';
import type { CodePlanStep } from '@/plan/plan';
import type { ChainJob } from '@/runtime/protocol/messages';
import { asRecord } from './as-record';
import { compileCode, type ModuleFunction } from './compile-code';
import { makeContext, type StateObjects } from './context';
import type { Logger } from './logger';
import type { StepResults } from './step-results';
import { summarise } from './summarise';

/** What a step gave, ready to be told. */
export interface StepEnd {
  /** Its encoded result; null for none. */
  readonly text: string | null;
  readonly summary: string;
  readonly warnings: readonly string[];
  /** What the step's code returned, or what stands for it: the caller's answer is made of it. */
  readonly returned: unknown;
}

/** A step of code, and what it is called with. */
export interface CodeCall {
  readonly step: CodePlanStep;
  readonly fileName: string;
  readonly job: ChainJob;
  readonly results: StepResults;
  readonly state: StateObjects;
  readonly logger: Logger;
  readonly require: (name: string) => unknown;
  readonly payload: unknown;
}

/** By step: in a loop the engine reads a step's text once, and its module begins afresh each time. */
const compiled = new WeakMap<CodePlanStep, ModuleFunction>();

/** Calls a step's function with what it sees. */
export function callCode(call: CodeCall): unknown {
  const { step, fileName, job, results, state, logger, require, payload } = call;
  const run = compiled.get(step) ?? compileCode(step.source, fileName);
  compiled.set(step, run);
  const module: { exports: unknown } = { exports: {} };
  run(module, module.exports, require);
  const main = module.exports;
  if (typeof main !== 'function') throw new NoFunctionError(main, step.role);
  const context = makeContext({
    step,
    identity: job.identity,
    logger,
    configVars: { ...job.configVars },
    state,
  });
  return main(context, step.role === 'trigger' ? payload : results.entriesFor(step)) as unknown;
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

/** Throws an EncodingError where the result cannot be one. */
export function codeEnd(step: CodePlanStep, returned: unknown): StepEnd {
  const value = asRecord(returned);
  const isTrigger = step.role === 'trigger';
  const part = isTrigger ? 'payload' : 'data';
  const hasPart = value !== null && Object.hasOwn(value, part);
  const warnings: string[] = [];
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
  return {
    text: encodeText(withContentType(result, value), part),
    summary: summarise(result),
    warnings,
    returned,
  };
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
