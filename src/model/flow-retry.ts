import { isObject, keptValue, type JsonObject } from './kept';
import type { Flow } from './project';

/** Of an asynchronous flow whose run failed: the platform runs the whole of it again, with the same payload. */
export interface FlowRetry {
  /** 1 to 10. */
  readonly maxAttempts: number;
  /** 0 to 60. */
  readonly delayMinutes: number;
  /** Each wait is twice as long as the one before. */
  readonly usesExponentialBackoff: boolean;
}

const KEY = 'retryConfig';
const USUAL: FlowRetry = { maxAttempts: 1, delayMinutes: 1, usesExponentialBackoff: false };

/** Runs here are never repeated, so the settings are nothing but what the platform's file says of the flow. */
export function flowRetry(flow: Flow): FlowRetry | null {
  const config = configOf(flow);
  if (config === null) return null;
  const { maxAttempts, delayMinutes, usesExponentialBackoff } = config;
  return {
    maxAttempts: typeof maxAttempts === 'number' ? maxAttempts : USUAL.maxAttempts,
    delayMinutes: typeof delayMinutes === 'number' ? delayMinutes : USUAL.delayMinutes,
    usesExponentialBackoff: usesExponentialBackoff === true,
  };
}

/** Whether a field of the payload tells which queued retries are cancelled; kept, without a form. */
export function hasCancellationId(flow: Flow): boolean {
  return Object.hasOwn(configOf(flow) ?? {}, 'uniqueRequestIdField');
}

/** Turns the retries of a flow on, as the platform's form begins, or off. */
export function switchFlowRetry(flow: Flow, isOn: boolean): Flow {
  if ((configOf(flow) !== null) === isOn) return flow;
  return withConfig(flow, isOn ? { ...USUAL } : null);
}

/** Changes what is named and leaves the rest as the file said it. */
export function updateFlowRetry(flow: Flow, patch: Partial<FlowRetry>): Flow {
  const retry = flowRetry(flow);
  const changes = Object.entries(patch).filter(
    ([key, value]) => Reflect.get(retry ?? {}, key) !== value,
  );
  if (retry === null || changes.length === 0) return flow;
  return withConfig(flow, { ...configOf(flow), ...Object.fromEntries(changes) });
}

function configOf({ kept }: Flow): JsonObject | null {
  const config = keptValue(kept, KEY);
  return isObject(config) ? config : null;
}

function withConfig({ kept, ...flow }: Flow, config: JsonObject | null): Flow {
  const parts = Object.entries(kept ?? {}).filter(([key]) => key !== KEY);
  const next = config === null ? parts : [...parts, [KEY, { is: config }] as const];
  return next.length === 0 ? flow : { ...flow, kept: Object.fromEntries(next) };
}
