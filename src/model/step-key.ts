/**
 * A step's name as code reads it: `stepResults.<key>`. The platform's own rule (platform.md 2.7), which is not
 * lodash's camelCase: inner capitals are lowered and every character that is no ASCII letter or digit separates.
 * Returns '' for a name without an ASCII letter or digit.
 */
export function stepKey(name: string): string {
  const words = name
    .replaceAll(/[^0-9a-zA-Z]+/g, ' ')
    .trim()
    .split(' ');
  return words
    .map((word, index) =>
      index === 0
        ? word.toLowerCase()
        : word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase(),
    )
    .join('');
}
