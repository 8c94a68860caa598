import { fromBase64 } from '@/lib/base64';
import { joinBytes } from '@/lib/join-bytes';
import type { TriggerRequest } from '@/plan/run';
import type { MultipartRow, NameValue, Payload } from './project';

/** The request that a payload stands for. */
export interface BuiltRequest {
  readonly request: TriggerRequest;
  /** What was left out or changed on the way, as sentences. */
  readonly warnings: readonly string[];
}

const encoder = new TextEncoder();

/** Made once per payload: a body may have megabytes, and whoever asks again gets the very same request. */
const made = new WeakMap<Payload, BuiltRequest>();

/** The HTTP request a payload stands for, its body as bytes. A GET carries no body. */
export function payloadToRequest(payload: Payload): BuiltRequest {
  const known = made.get(payload);
  if (known !== undefined) return known;
  const built = makeRequest(payload);
  made.set(payload, built);
  return built;
}

function makeRequest(payload: Payload): BuiltRequest {
  const warnings: string[] = [];
  const { bytes, contentType } = bodyOf(payload);
  const isGet = payload.method.toUpperCase() === 'GET';
  if (isGet && bytes.length > 0) {
    warnings.push('The body was not sent: a GET request carries none. Choose POST to send it.');
  }
  const named = payload.headers.filter(({ name }) => name.trim() !== '');
  const headers = toRecord(
    named.map((header) =>
      header.name.toLowerCase() === 'content-type' ? { ...header, value: contentType } : header,
    ),
  );
  const query = payload.queryParameters.filter(({ name }) => name !== '');
  return {
    request: {
      method: payload.method.toUpperCase(),
      contentType,
      headers,
      queryParameters: query.length === 0 ? null : toRecord(query),
      pathFragment: payload.pathFragment.replace(/^\/+/, ''),
      body: isGet || bytes.length === 0 ? null : bytes,
    },
    warnings,
  };
}

function toRecord(rows: readonly NameValue[]): Record<string, string> {
  // Entries and not assignment: a header named __proto__ is a header.
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}

function bodyOf(payload: Payload): { bytes: Uint8Array<ArrayBuffer>; contentType: string } {
  const { body, contentType } = payload;
  switch (body.kind) {
    case 'text':
      return { bytes: encoder.encode(body.text), contentType };
    case 'file':
      return { bytes: fromBase64(body.file.base64) ?? new Uint8Array(), contentType };
    case 'multipart':
      return multipart(body.rows, contentType);
  }
}

/** RFC 7578. The boundary follows from the content, so that the same rows are always the same bytes. */
function multipart(rows: readonly MultipartRow[], contentType: string) {
  const parts = rows.map((row) => ({ head: partHead(row), bytes: partBytes(row) }));
  const given = /boundary="?([^";,]+)"?/i.exec(contentType)?.[1];
  const boundary = given ?? `----CodeConnector${fingerprint(parts)}`;
  const pieces = parts.flatMap(({ head, bytes }) => [
    encoder.encode(`--${boundary}\r\n${head}\r\n\r\n`),
    bytes,
    encoder.encode('\r\n'),
  ]);
  pieces.push(encoder.encode(`--${boundary}--\r\n`));
  return {
    bytes: joinBytes(pieces),
    contentType: given === undefined ? `multipart/form-data; boundary=${boundary}` : contentType,
  };
}

function partHead({ name, content }: MultipartRow): string {
  const disposition = `Content-Disposition: form-data; name="${quoted(name)}"`;
  if (content.kind === 'text') {
    return content.contentType === ''
      ? disposition
      : `${disposition}\r\nContent-Type: ${oneLine(content.contentType)}`;
  }
  const type = content.file.contentType || 'application/octet-stream';
  return `${disposition}; filename="${quoted(content.file.name)}"\r\nContent-Type: ${oneLine(type)}`;
}

function partBytes({ content }: MultipartRow): Uint8Array<ArrayBuffer> {
  return content.kind === 'text'
    ? encoder.encode(content.text)
    : (fromBase64(content.file.base64) ?? new Uint8Array());
}

/** As browsers write it: a quote or a line end in a name cannot end the header. */
function quoted(text: string): string {
  return text.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function oneLine(text: string): string {
  return text.replaceAll(/[\r\n]+/g, ' ');
}

function fingerprint(parts: readonly { head: string; bytes: Uint8Array }[]): string {
  let hash = 2166136261;
  for (const { head, bytes } of parts) {
    for (const byte of encoder.encode(head)) hash = Math.imul(hash ^ byte, 16777619);
    for (const byte of bytes) hash = Math.imul(hash ^ byte, 16777619);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
