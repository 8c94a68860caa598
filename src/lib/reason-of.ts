/** Why something failed, to stand inside a sentence: an error's own words without their full stop. */
export function reasonOf(error: unknown): string {
  const words = error instanceof Error ? error.message.trim().replace(/\.$/, '') : '';
  return words === '' ? 'no reason was given' : words;
}
