import type { MultipartRow, NameValue, Payload, PayloadBody } from '@/model/project';

/** What a change of a payload may replace: anything but its id. */
export type PayloadPatch = Partial<Omit<Payload, 'id'>>;

/** Sets the content type, and the header that repeats it. */
export function contentTypePatch(payload: Payload, contentType: string): PayloadPatch {
  const headers = payload.headers.map((header) =>
    isContentType(header) ? { ...header, value: contentType } : header,
  );
  return { contentType, headers };
}

/** Sets the headers; a content type typed among them is the request's. */
export function headersPatch(payload: Payload, headers: readonly NameValue[]): PayloadPatch {
  const typed = headers.find(isContentType)?.value;
  const before = payload.headers.find(isContentType)?.value;
  return typed === undefined || typed === before ? { headers } : { headers, contentType: typed };
}

function isContentType({ name }: NameValue): boolean {
  return name.trim().toLowerCase() === 'content-type';
}

type Sized = PayloadBody | MultipartRow['content'];

/** Bytes of the body as it is kept, before it is put on the wire. */
export function bodySize(body: Sized): number {
  if (body.kind === 'text') return textSize(body.text);
  if (body.kind === 'file') return base64Size(body.file.base64);
  return body.rows.reduce((sum, { content }) => sum + bodySize(content), 0);
}

/** Bytes in a base64 text. */
export function base64Size(base64: string): number {
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0;
  return (base64.length / 4) * 3 - padding;
}

function textSize(text: string): number {
  return new TextEncoder().encode(text).length;
}
