/** An origin as a person writes it, in the form it is compared in; null where it is none. */
export function readOrigin(text: string): string | null {
  try {
    const { origin, protocol } = new URL(text.trim());
    return protocol === 'https:' || protocol === 'http:' ? origin : null;
  } catch {
    return null;
  }
}
