import { err, ok, type Result } from '@/lib/result';
import { NETWORK_MODES, type NetworkMode } from '@/plan/network';
import type { Problem } from '@/plan/problem';

/** What a caller of `run` may set; interface.md section 2. */
export interface RunRequest {
  /** Name; the flow in view when left out. */
  readonly flow?: string;
  readonly payload?: {
    readonly method?: string;
    readonly contentType?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly queryParameters?: Readonly<Record<string, string>>;
    readonly pathFragment?: string;
    readonly body?: string | Uint8Array;
  };
  readonly configVars?: Readonly<Record<string, unknown>>;
  /** By step key: that step is not executed. */
  readonly results?: Readonly<Record<string, unknown>>;
  readonly network?: NetworkMode;
  readonly allowedOrigins?: readonly string[];
  readonly stepTimeoutMs?: number;
}

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isRecord: Check = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isTextRecord: Check = (value) =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every(isText);

const isOrigin: Check = (value) => {
  try {
    return new URL(String(value)).origin === value;
  } catch {
    return false;
  }
};

const REQUEST: Readonly<Record<string, readonly [Check, string]>> = {
  flow: [isText, 'the name of a flow, as text'],
  payload: [isRecord, 'an object'],
  configVars: [isRecord, 'an object by config variable name'],
  results: [isRecord, 'an object by step key'],
  network: [
    (value) => NETWORK_MODES.some((mode) => mode === value),
    "'blocked', 'mocked' or 'live'",
  ],
  allowedOrigins: [
    (value) => Array.isArray(value) && value.every((origin) => isText(origin) && isOrigin(origin)),
    'a list of origins such as https://api.example.com',
  ],
  stepTimeoutMs: [
    (value) => typeof value === 'number' && value >= 1 && value <= 900_000,
    'milliseconds from 1 to 900,000',
  ],
};

const PAYLOAD: Readonly<Record<string, readonly [Check, string]>> = {
  method: [isText, 'text'],
  contentType: [isText, 'text'],
  headers: [isTextRecord, 'an object of texts'],
  queryParameters: [isTextRecord, 'an object of texts'],
  pathFragment: [isText, 'text'],
  body: [(value) => isText(value) || value instanceof Uint8Array, 'text or a Uint8Array'],
};

/** Checks a request from outside; a problem for each argument of the wrong type. */
export function readRunRequest(value: unknown): Result<RunRequest, readonly Problem[]> {
  if (!isRecord(value)) return err([wrong('request', 'an object')]);
  // Checked to be an object: its members are looked at one by one.
  const request = value as Record<string, unknown>;
  const problems = check(request, REQUEST, '');
  const { payload } = request;
  if (problems.length === 0 && payload !== undefined) {
    // An object: it has just been checked to be one.
    problems.push(...check(payload as Record<string, unknown>, PAYLOAD, 'payload.'));
  }
  // Every member that counts was checked above.
  return problems.length === 0 ? ok(request as RunRequest) : err(problems);
}

function check(
  value: Readonly<Record<string, unknown>>,
  rules: Readonly<Record<string, readonly [Check, string]>>,
  prefix: string,
): Problem[] {
  return Object.entries(rules).flatMap(([key, [isRight, words]]) =>
    value[key] === undefined || isRight(value[key]) ? [] : [wrong(`${prefix}${key}`, words)],
  );
}

function wrong(field: string, words: string): Problem {
  return {
    severity: 'error',
    code: 'request-wrong-type',
    message: `${field} must be ${words}.`,
    field,
  };
}
