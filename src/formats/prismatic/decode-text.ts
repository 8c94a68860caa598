import { err, ok, type Result } from '@/lib/result';
import { problem } from '@/formats/json-text';
import type { Problem } from '@/plan/problem';

/** The text of a file: UTF-8 or UTF-16, with or without its mark. The platform's own tools read both. */
export function decodeText(bytes: Uint8Array): Result<string, Problem> {
  const encoding = encodingOf(bytes);
  try {
    // Drops the mark by itself. A text with zero characters in it is no text, and no file of ours has any.
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    if (!text.includes('\u0000')) return ok(text);
  } catch {
    // Said below: whichever encoding it was taken for, it is not in it.
  }
  return err(
    problem(
      'file-not-text',
      'The file is not text in UTF-8 or UTF-16. Save it in one of these, or export it again.',
    ),
  );
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  // Without a mark: a definition begins with a key, so one of the first two bytes is zero in UTF-16.
  if (first !== 0 && second === 0) return 'utf-16le';
  if (first === 0 && second !== 0) return 'utf-16be';
  return 'utf-8';
}
