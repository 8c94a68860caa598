import type { RunResponse } from '@/plan/run';

/** What of a response decides how its body is shown. */
export type ShownResponse = Pick<RunResponse, 'contentType' | 'body' | 'isBinary'>;

/** How a response's body is shown. */
export type BodyKind = 'empty' | 'json' | 'csv' | 'markup' | 'image' | 'binary' | 'text';

/** Types that are safe as a picture: SVG is not among them, it can carry script. */
const IMAGES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

/** By its content type alone; what the body looks like is never guessed. */
export function bodyKind({ body, contentType, isBinary }: ShownResponse): BodyKind {
  if (body.length === 0) return 'empty';
  const type = mediaType(contentType);
  if (isBinary) return IMAGES.includes(type) ? 'image' : 'binary';
  if (type === 'application/json' || type.endsWith('+json')) return 'json';
  if (type === 'text/csv') return 'csv';
  const isMarkup = type === 'text/html' || type.endsWith('/xml') || type.endsWith('+xml');
  return isMarkup ? 'markup' : 'text';
}

/** "text/csv; charset=utf-8" is text/csv. */
export function mediaType(contentType: string): string {
  return (contentType.split(';')[0] ?? '').trim().toLowerCase();
}

/** A name for saving the body: "response.csv". */
export function fileName(contentType: string): string {
  const type = mediaType(contentType);
  const known = ENDINGS[type];
  if (known !== undefined) return `response.${known}`;
  if (type.endsWith('+json')) return 'response.json';
  if (type.endsWith('+xml')) return 'response.xml';
  return type.startsWith('text/') ? 'response.txt' : 'response.bin';
}

const ENDINGS: Readonly<Record<string, string>> = {
  'application/json': 'json',
  'application/pdf': 'pdf',
  'application/xml': 'xml',
  'application/zip': 'zip',
  'image/gif': 'gif',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'text/csv': 'csv',
  'text/html': 'html',
  'text/xml': 'xml',
};
