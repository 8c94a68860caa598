/** A few words for the face of a step: "3 items", "0.12", "held". Empty where only the size says something. */
export function summarise(value: unknown): string {
  if (Array.isArray(value)) return value.length === 1 ? '1 item' : `${value.length} items`;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const isShort = typeof value === 'string' && value.length > 0 && value.length <= 24;
  return isShort && !value.includes('\n') ? value : '';
}
