import type { FetchRequest } from '@/plan/network';

/** The request as a command for a POSIX shell; a binary body is left to a file, which the command names. */
export function curlOf({ method, url, headers, body }: FetchRequest): string {
  const parts = [`curl ${quoted(url)}`];
  const text = body === null || body.length === 0 ? null : textOf(body);
  if (method !== (body === null ? 'GET' : 'POST')) parts.push(`--request ${quoted(method)}`);
  for (const { name, value } of headers) parts.push(`--header ${quoted(`${name}: ${value}`)}`);
  if (body !== null && body.length > 0) {
    parts.push(text === null ? "--data-binary '@body.bin'" : `--data-raw ${quoted(text)}`);
  }
  return parts.join(' \\\n  ');
}

function textOf(body: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    return text.includes('\u0000') ? null : text;
  } catch {
    return null;
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
