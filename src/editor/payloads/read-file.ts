import type { PayloadFile } from '@/model/project';
import { err, ok, type Result } from '@/lib/result';
import { fromBase64 } from '@/lib/base64';
import { byteText } from '@/lib/byte-text';

/** What a payload can keep; the platform takes 6 MB, so this is enough to see it refuse. */
export const MOST_FILE_BYTES = 10 * 1024 * 1024;
/** What an editor can show without being felt. */
export const MOST_TEXT_BYTES = 2 * 1024 * 1024;

const TEXT_TYPES: Readonly<Record<string, string>> = {
  json: 'application/json',
  xml: 'application/xml',
  csv: 'text/csv',
  txt: 'text/plain',
  html: 'text/html',
  md: 'text/plain',
};

/** What a file becomes in a payload's body. */
export type ReadFile =
  | { readonly kind: 'text'; readonly text: string; readonly contentType: string }
  | { readonly kind: 'file'; readonly file: PayloadFile };

/** Reads a file as text where it is some and can be edited, else as bytes. The error is for people. */
export async function readFileForBody(file: File): Promise<Result<ReadFile, string>> {
  const textType = TEXT_TYPES[endingOf(file.name)];
  if (textType === undefined || file.size > MOST_TEXT_BYTES) {
    const read = await readFileAsBytes(file);
    return read.ok ? ok({ kind: 'file', file: read.value }) : read;
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
    return ok({ kind: 'text', text, contentType: textType });
  } catch {
    const read = await readFileAsBytes(file);
    return read.ok ? ok({ kind: 'file', file: read.value }) : read;
  }
}

/** Reads a file as base64; the error is for people. */
export async function readFileAsBytes(file: File): Promise<Result<PayloadFile, string>> {
  if (file.size > MOST_FILE_BYTES) {
    return err(
      `${file.name} has ${byteText(file.size)}. A payload keeps files up to ${byteText(MOST_FILE_BYTES)}: choose a smaller one.`,
    );
  }
  const url = await dataUrl(file);
  if (url === null) {
    return err(
      `${file.name} could not be read. It may have been moved or changed: choose it again.`,
    );
  }
  const contentType = file.type || TEXT_TYPES[endingOf(file.name)] || 'application/octet-stream';
  return ok({ name: file.name, contentType, base64: url.slice(url.indexOf(',') + 1) });
}

/** A kept file as bytes. */
export function fileBlob(file: PayloadFile): Blob {
  const bytes = fromBase64(file.base64) ?? new Uint8Array();
  return new Blob([bytes], { type: file.contentType });
}

/** The browser's own base64, off the page's thread. */
function dataUrl(file: File): Promise<string | null> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => {
      resolve(typeof reader.result === 'string' ? reader.result : null);
    });
    reader.addEventListener('error', () => resolve(null));
    reader.readAsDataURL(file);
  });
}

function endingOf(name: string): string {
  return /\.([^.]+)$/u.exec(name)?.[1]?.toLowerCase() ?? '';
}
