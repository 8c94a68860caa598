import { decodeText, liveRevivers } from '@/plan/decoding';
import { evaluateInput, textOf, type InputScope } from '@/plan/inputs';
import type { PassPlanStep, StepInputs } from '@/plan/plan';
import type { LogLevel } from '@/plan/run';
import { headersOf } from '@/plan/step-inputs';
import { defaultResponse, resultResponse, triggerResponse, type MadeResponse } from './response';

/** The steps of the platform that are not code: what they make of their inputs. */

const LEVELS: readonly LogLevel[] = ['trace', 'debug', 'info', 'warn', 'error', 'metric'];

/** What a Write Log Message step writes; an unknown level counts as info. */
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

/** The values of a list of encoded results, for the caller's answer. */
export function decodedList(text: string): unknown {
  return decodeText(
    text,
    liveRevivers((bytes) => bytes),
  );
}
