import { member } from '@/lib/member';
import type { CodeField } from './step-kind';

/** The data of a step that is JavaScript and nothing else. */
export interface CodeData {
  readonly code: string;
}

/** The one field of a step that has code. */
export const codeFields: readonly CodeField[] = [
  {
    key: 'code',
    label: 'Code',
    comments: 'The code to be executed',
    type: 'code',
    language: 'javascript',
  },
];

/** Reads `{code: string}`; null for any other shape. */
export function parseCodeData(value: unknown): CodeData | null {
  const code = member(value, 'code');
  return typeof code === 'string' ? { code } : null;
}
