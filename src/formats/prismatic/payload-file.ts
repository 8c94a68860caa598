import { problem } from '@/formats/json-text';
import { member } from '@/lib/member';
import { err, ok, type Result } from '@/lib/result';
import type { NameValue, Payload } from '@/model/project';
import { payloadToRequest } from '@/model/request';
import type { Problem } from '@/plan/problem';

/** Whose files: the platform's command line captures and replays requests, its editor extension keeps some by flow. */
export type PayloadFileShape = 'command-line' | 'extension';

const MOST_CHARACTERS = 20_000_000;

/**
 * Reads a payload file of the platform's command line (`{payload, contentType, headers}`) or of its editor extension
 * (`{headers, data, contentType}`).
 */
export function readPayloadFile(
  text: string,
  name: string,
): Result<Partial<Payload> & { readonly name: string }, Problem> {
  if (text.length > MOST_CHARACTERS) {
    return refuse('payload-file-too-large', `${name} is larger than 20 MB. It was not read.`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse('payload-file-not-json', `${name} is not JSON, which payload files are.`);
  }
  const body = bodyOf(member(value, 'payload') ?? member(value, 'data'));
  const contentType = member(value, 'contentType');
  const headers = headersOf(member(value, 'headers'));
  if (body === null || (contentType !== undefined && typeof contentType !== 'string')) {
    return refuse(
      'payload-file-foreign',
      `${name} is no payload file: it needs payload (or data), contentType and headers. To send it as it is, choose it as the body.`,
    );
  }
  if (headers === null) {
    return refuse('payload-file-headers', `The headers of ${name} must be names with texts.`);
  }
  const given = headers.find((header) => header.name.toLowerCase() === 'content-type')?.value;
  const type = contentType ?? given ?? 'application/json';
  return ok({
    name: name.replace(/\.json$/i, ''),
    method: 'POST',
    contentType: type,
    headers,
    queryParameters: [],
    pathFragment: '',
    body: { kind: 'text', text: body },
  });
}

/** A payload as one of those files, and what they cannot say of it. */
export function writePayloadFile(
  payload: Payload,
  shape: PayloadFileShape,
): Result<{ readonly text: string; readonly warnings: readonly string[] }, Problem> {
  const { request } = payloadToRequest(payload);
  let body: string;
  try {
    body = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      request.body ?? new Uint8Array(),
    );
  } catch {
    return refuse(
      'payload-file-binary',
      `The body of ${payload.name} is not text, and payload files hold text only. Nothing was saved.`,
    );
  }
  const { contentType, headers } = request;
  const file =
    shape === 'command-line'
      ? { payload: body, contentType, headers }
      : { headers, data: body, contentType };
  return ok({ text: `${JSON.stringify(file, null, 2)}\n`, warnings: leftOut(payload) });
}

function leftOut({ method, queryParameters, pathFragment, mocks }: Payload): string[] {
  return [
    ...(method.toUpperCase() === 'POST' ? [] : [`the method ${method}`]),
    ...(queryParameters.length === 0 ? [] : ['query parameters']),
    ...(pathFragment === '' ? [] : ['the path']),
    ...((mocks ?? []).length === 0 ? [] : ['mocked results']),
  ];
}

/** Text as it is; anything else as JSON, which it was before the file was written. */
function bodyOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return value === undefined ? null : JSON.stringify(value, null, 2);
}

/** An object of texts, or that as JSON text; none is no headers. */
function headersOf(value: unknown): readonly NameValue[] | null {
  if (value === undefined || value === null || value === '') return [];
  if (typeof value === 'string') {
    try {
      const parsed: unknown = JSON.parse(value);
      return typeof parsed === 'string' ? null : headersOf(parsed);
    } catch {
      return null;
    }
  }
  if (typeof value !== 'object' || Array.isArray(value)) return null;
  const rows = Object.entries(value).map(([name, text]: [string, unknown]) =>
    typeof text === 'string' ? { name, value: text } : null,
  );
  return rows.every((row) => row !== null) ? rows : null;
}

function refuse(code: string, message: string) {
  return err(problem(code, message));
}
