import { Buffer } from 'buffer';
import type { Identity } from '@/runtime/protocol/messages';
import type { TriggerRequest } from '@/plan/run';
import { parseMultipart } from './multipart';
import { placeholders } from './placeholders';

/** What the trigger is called with, or why the platform would refuse the request. */
export type BuiltPayload =
  | { readonly ok: true; readonly payload: unknown }
  /** The platform answers 400 and the flow does not run. */
  | { readonly ok: false; readonly message: string };

/** The platform's own words (platform.md 3.3). */
export const MALFORMED_JSON = 'Received malformed JSON payload.';

/** The trigger's second parameter: platform.md 3.2, the body parsed by content type as 3.3. */
export function buildPayload(request: TriggerRequest, identity: Identity): BuiltPayload {
  const contentType = contentTypeOf(request);
  let parsed: unknown;
  try {
    parsed = parseBody(request.body, contentType);
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : MALFORMED_JSON };
  }
  const type = contentType === '' ? {} : { contentType };
  const raw = request.body === null ? null : Buffer.from(request.body);
  const { customer, instance, user, integration, flow, startedAt, globalDebug, ...urls } =
    placeholders(identity);
  return {
    ok: true,
    payload: {
      headers: { ...request.headers },
      queryParameters: request.queryParameters === null ? null : { ...request.queryParameters },
      rawBody: { data: raw, ...type },
      body: { data: parsed, ...type },
      pathFragment: request.pathFragment,
      ...urls,
      executionId: identity.executionId,
      customer,
      instance,
      user,
      integration,
      flow,
      startedAt,
      globalDebug,
    },
  };
}

/** The Content-Type header as sent; the payload's own where there is none. */
function contentTypeOf({ headers, contentType }: TriggerRequest): string {
  const name = Object.keys(headers).find((key) => key.toLowerCase() === 'content-type');
  return (name === undefined ? undefined : headers[name]) ?? contentType;
}

/** Throws where the body says it is JSON and is not. */
function parseBody(body: Uint8Array | null, contentType: string): unknown {
  if (body === null || body.length === 0) return null;
  const type = (contentType.split(';', 1)[0] ?? '').trim().toLowerCase();
  if (isJson(type)) return parseJson(body);
  if (type === 'multipart/form-data') return multipartBody(body, contentType);
  if (isText(type)) return new TextDecoder().decode(body);
  return Buffer.from(body);
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch (cause) {
    throw new Error(MALFORMED_JSON, { cause });
  }
}

function isJson(type: string): boolean {
  return type === 'application/json' || type.endsWith('+json');
}

function isText(type: string): boolean {
  return (
    type === '' ||
    type.startsWith('text/') ||
    type.endsWith('+xml') ||
    ['application/xml', 'application/csv', 'application/x-www-form-urlencoded'].includes(type) ||
    ['application/javascript', 'application/graphql', 'application/yaml'].includes(type)
  );
}

/** One member a part: `{data, contentType}`, JSON parts parsed. A name that comes twice keeps its last part. */
function multipartBody(body: Uint8Array, contentType: string): unknown {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  const mark = boundary?.[1] ?? boundary?.[2];
  if (mark === undefined) return Buffer.from(body);
  const parts = parseMultipart(body, mark).map(({ name, type, bytes }) => [
    name,
    { data: partData(bytes, type), contentType: type },
  ]);
  return Object.fromEntries(parts);
}

function partData(bytes: Uint8Array, type: string): unknown {
  const plain = (type.split(';', 1)[0] ?? '').trim().toLowerCase();
  if (isJson(plain)) return parseJson(bytes);
  return isText(plain) ? new TextDecoder().decode(bytes) : Buffer.from(bytes);
}
