import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';

/** A request for the trigger, as `run` takes it; a body that may not be text travels as base64. */
export interface PayloadFile {
  readonly method?: string;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly queryParameters?: Readonly<Record<string, string>>;
  readonly pathFragment?: string;
  readonly body?: string;
  readonly bodyBase64?: string;
}

/** Reads a payload file: a request, a captured request, or anything else as the body. */
export async function readPayload(path: string): Promise<PayloadFile> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new Error(`The payload file ${path} cannot be read.`, { cause: error });
  });
  return payloadOf(bytes, path);
}

/** What a file's bytes and name say. */
export function payloadOf(bytes: Buffer, path: string): PayloadFile {
  const value = parsed(bytes);
  if (isRecord(value)) {
    const request = asRequest(value) ?? asCaptured(value);
    if (request !== null) return request;
  }
  return {
    method: 'POST',
    contentType: CONTENT_TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream',
    bodyBase64: bytes.toString('base64'),
  };
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.csv': 'text/csv',
  '.form': 'application/x-www-form-urlencoded',
  '.gif': 'image/gif',
  '.html': 'text/html',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.json': 'application/json',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.txt': 'text/plain',
  '.webp': 'image/webp',
  '.xml': 'application/xml',
};

const TEXTS = ['method', 'contentType', 'pathFragment', 'body'];
const RECORDS = ['headers', 'queryParameters'];

/** An object of nothing but the request's own members, each of the right type. */
function asRequest(value: Readonly<Record<string, unknown>>): PayloadFile | null {
  const entries = Object.entries(value);
  const fits = entries.every(
    ([key, member]) =>
      (TEXTS.includes(key) && typeof member === 'string') ||
      (RECORDS.includes(key) && isTexts(member)),
  );
  return fits && entries.length > 0 ? value : null;
}

const CAPTURED = ['payload', 'contentType', 'headers', 'flowId', 'triggerType'];

/** A captured webhook: `{payload, contentType, headers}`, its payload as text or as the parsed body. */
function asCaptured(value: Readonly<Record<string, unknown>>): PayloadFile | null {
  const { payload, contentType, headers } = value;
  const isCaptured =
    payload !== undefined &&
    (typeof contentType === 'string' || isTexts(headers)) &&
    Object.keys(value).every((key) => CAPTURED.includes(key));
  if (!isCaptured) return null;
  return {
    method: 'POST',
    ...(typeof contentType === 'string' ? { contentType } : {}),
    ...(isTexts(headers) ? { headers } : {}),
    body: typeof payload === 'string' ? payload : JSON.stringify(payload),
  };
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    // Not JSON: then the file is the body.
    return null;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is Readonly<Record<string, string>> {
  return isRecord(value) && Object.values(value).every((member) => typeof member === 'string');
}
