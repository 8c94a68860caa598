import { toPlainText } from '@/plan/decoding';
import type { RunResponse } from '@/plan/run';

/** An answer before it is made ready for the way to the host. */
export type MadeResponse = Omit<RunResponse, 'body' | 'isBinary'> & {
  readonly body: string | Uint8Array<ArrayBuffer>;
};

/** The answer to the caller, from what a trigger returned (platform.md 3.4, 3.5). */
export function triggerResponse(
  returned: Readonly<Record<string, unknown>> | null,
  executionId: string,
): MadeResponse {
  const given = record(returned?.['response']);
  if (given === null) return defaultResponse(executionId);
  const { body } = given;
  const contentType = text(given['contentType'], 'application/json');
  return {
    statusCode: statusCode(given['statusCode']),
    contentType,
    headers: headersOf(given['headers'], executionId),
    ...(body === undefined ? { body: executionBody(executionId) } : bodyOf(body)),
  };
}

/** The answer of a synchronous run: the last step's result, shaped by what it returned beside it. */
export function resultResponse(returned: unknown, executionId: string): MadeResponse {
  const given = record(returned) ?? {};
  const hasData = Object.hasOwn(given, 'data');
  // One of the platform's own examples answers with `body` and no `data`.
  const data = hasData ? given['data'] : given['body'];
  const type = typeof given['contentType'] === 'string' ? given['contentType'] : null;
  const isText = typeof data === 'string';
  return {
    statusCode: statusCode(given['statusCode']),
    contentType:
      type ??
      (isBytes(data)
        ? 'application/octet-stream'
        : isText && !hasData
          ? 'text/plain'
          : 'application/json'),
    headers: headersOf(given['headers'], executionId),
    ...(isText && type === null && hasData ? { body: JSON.stringify(data) } : bodyOf(data)),
  };
}

/** The answer of a flow whose caller does not wait: only the run's id. */
export function defaultResponse(executionId: string): MadeResponse {
  return {
    statusCode: 200,
    contentType: 'application/json',
    headers: headersOf(undefined, executionId),
    body: executionBody(executionId),
  };
}

/** The platform's 400, with that message. */
export function errorResponse(message: string, executionId: string): MadeResponse {
  return {
    statusCode: 400,
    contentType: 'application/json',
    headers: headersOf(undefined, executionId),
    body: JSON.stringify({ error: message }),
  };
}

function executionBody(executionId: string): string {
  return JSON.stringify({ executionId });
}

function bodyOf(data: unknown): Pick<MadeResponse, 'body'> {
  if (data === undefined || data === null) return { body: data === null ? 'null' : '' };
  if (typeof data === 'string') return { body: data };
  if (isBytes(data)) {
    const bytes =
      data instanceof ArrayBuffer
        ? new Uint8Array(data)
        : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    // A copy: what goes to the host is moved, and the step's code may hold on to its own.
    return { body: new Uint8Array(bytes) };
  }
  return { body: toPlainText(data) };
}

function isBytes(value: unknown): value is ArrayBuffer | ArrayBufferView {
  return value instanceof ArrayBuffer || ArrayBuffer.isView(value);
}

function statusCode(value: unknown): number {
  const number = Number(value ?? 200);
  return Number.isInteger(number) && number >= 100 && number <= 599 ? number : 200;
}

function headersOf(value: unknown, executionId: string): Record<string, string> {
  const own = Object.entries(record(value) ?? {}).map(([name, item]) => [name, String(item)]);
  return Object.fromEntries([...own, ['prismatic-executionid', executionId]]);
}

function text(value: unknown, fallback: string): string {
  return typeof value === 'string' && value !== '' ? value : fallback;
}

function record(value: unknown): Readonly<Record<string, unknown>> | null {
  // Any object can be looked at by key.
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
}
