import { joinBytes } from '@/lib/join-bytes';

/** The little of DER (X.690) that keys are written in. */
export interface DerNode {
  readonly tag: number;
  readonly content: Uint8Array;
  /** With its tag and length. */
  readonly whole: Uint8Array;
}

/** The tags of DER that keys are written with. */
export const TAG = { integer: 2, bits: 3, octets: 4, null: 5, oid: 6, sequence: 0x30 } as const;

/** The values one after the other; throws where they are cut short. */
export function readDer(bytes: Uint8Array): readonly DerNode[] {
  const nodes: DerNode[] = [];
  for (let at = 0; at < bytes.length;) {
    const start = at;
    const tag = bytes[at] ?? 0;
    let length = bytes[at + 1] ?? 0x80;
    at += 2;
    if (length >= 0x80) {
      const count = length - 0x80;
      if (count === 0 || count > 4) throw new Error('The key is no DER.');
      length = bytes.subarray(at, at + count).reduce((sum, byte) => sum * 256 + byte, 0);
      at += count;
    }
    if (at + length > bytes.length) throw new Error('The key is cut short.');
    nodes.push({
      tag,
      content: bytes.subarray(at, at + length),
      whole: bytes.subarray(start, at + length),
    });
    at += length;
  }
  return nodes;
}

/** A member of a sequence; throws where there is none. */
export function child(nodes: readonly DerNode[], index: number, tag?: number): DerNode {
  const node = nodes[index];
  if (node === undefined || (tag !== undefined && node.tag !== tag))
    throw new Error('The key is not of a known form.');
  return node;
}

/** A value of that tag around the parts. */
export function der(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const size = parts.reduce((sum, part) => sum + part.length, 0);
  const head =
    size < 0x80
      ? [tag, size]
      : size < 0x1_00
        ? [tag, 0x81, size]
        : size < 0x1_00_00
          ? [tag, 0x82, size >> 8, size & 0xff]
          : [tag, 0x83, size >> 16, (size >> 8) & 0xff, size & 0xff];
  return joinBytes([Uint8Array.from(head), ...parts]);
}

/** A number of 0 or more. */
export function derInteger(value: bigint): Uint8Array {
  const bytes = bigToBytes(value);
  // The highest bit is the sign.
  return der(TAG.integer, (bytes[0] ?? 0) >= 0x80 ? joinBytes([new Uint8Array(1), bytes]) : bytes);
}

/** Bits in whole bytes. */
export function derBits(bytes: Uint8Array): Uint8Array {
  return der(TAG.bits, new Uint8Array(1), bytes);
}

/** `1.2.840.113549` as its DER. */
export function derOid(text: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number);
  const bytes = [first * 40 + second];
  for (const number of rest) {
    const groups: number[] = [];
    for (let left = number; ; left = Math.floor(left / 128)) {
      groups.unshift((left % 128) | (groups.length === 0 ? 0 : 0x80));
      if (left < 128) break;
    }
    bytes.push(...groups);
  }
  return der(TAG.oid, Uint8Array.from(bytes));
}

/** Whether a value, with its tag, is that identifier. */
export function isOid(whole: Uint8Array, text: string): boolean {
  const known = derOid(text);
  return whole.length === known.length && whole.every((byte, index) => byte === known[index]);
}

/** Bytes as a number, the highest first; 0 for none. */
export function bytesToBig(bytes: Uint8Array): bigint {
  let text = '0x0';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return BigInt(text);
}

/** Big-endian, as many bytes as it needs, or as many as are asked for. */
export function bigToBytes(value: bigint, length?: number): Uint8Array {
  let text = value.toString(16);
  if (length !== undefined) text = text.padStart(length * 2, '0');
  if (text.length % 2 === 1) text = `0${text}`;
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
