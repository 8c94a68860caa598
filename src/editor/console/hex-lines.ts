const WIDTH = 16;

/** Bytes for people: offset, two digits per byte, and the letters among them. */
export function hexLines(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let from = 0; from < bytes.length; from += WIDTH) {
    const part = [...bytes.subarray(from, from + WIDTH)];
    const digits = part.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const letters = part
      .map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.'))
      .join('');
    const offset = from.toString(16).padStart(8, '0');
    lines.push(`${offset}  ${digits.padEnd(WIDTH * 3 - 1)}  ${letters}`);
  }
  return lines.join('\n');
}
