import { Buffer } from 'buffer';
import { decodeText, liveRevivers } from '@/plan/decoding';
import { encodeText, EncodingError } from '@/plan/encoding';
import {
  EMPTY_STATE,
  MOST_STATE_BYTES,
  NO_STATE,
  STATE_NAMES,
  type StateTexts,
} from '@/plan/state';
import { asRecord } from './as-record';
import type { StateObjects } from './context';

const revivers = liveRevivers((bytes) => Buffer.from(bytes));
const encoder = new TextEncoder();

/** The state objects as live ones. */
export function readState(texts: StateTexts): StateObjects {
  const objects: Record<string, Record<string, unknown>> = {};
  for (const name of STATE_NAMES) objects[name] = readStateObject(texts[name]);
  // All names were set just now.
  return objects as StateObjects;
}

/** An earlier run's code may have said anything: what is no object begins empty. */
function readStateObject(text: string): Record<string, unknown> {
  const value = decoded(text);
  // An object of JSON is one by key.
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

/** The texts of the state objects; throws an EncodingError that names what cannot be kept. */
export function encodeState(state: StateObjects): StateTexts {
  const texts = { ...NO_STATE };
  let characters = 0;
  for (const name of STATE_NAMES) {
    if (Object.keys(state[name]).length === 0) continue;
    texts[name] = encodeText(state[name], name) ?? EMPTY_STATE;
    characters += texts[name].length;
  }
  // No character takes more than three bytes, so short texts need no count.
  const isLarge = characters * 3 > MOST_STATE_BYTES;
  if (isLarge && stateBytes(texts) > MOST_STATE_BYTES) {
    throw new EncodingError(
      'CC-STATE-TOO-LARGE',
      'instanceState',
      'The state is larger than 64 MB, the most the platform keeps of all state objects together.',
    );
  }
  return texts;
}

/** Null where code has put something there since its step ended that cannot be kept. */
export function leftState(state: StateObjects): StateTexts | null {
  try {
    return encodeState(state);
  } catch {
    return null;
  }
}

function stateBytes(texts: StateTexts): number {
  return STATE_NAMES.reduce((sum, name) => sum + encoder.encode(texts[name]).length, 0);
}

/** Returned state is merged into the objects that the next steps see (platform.md 2.10). */
export function mergeState(
  state: StateObjects,
  returned: Readonly<Record<string, unknown>> | null,
): void {
  for (const name of STATE_NAMES) {
    const part = asRecord(returned?.[name]);
    if (part !== null && part !== state[name]) Object.assign(state[name], part);
  }
}

function decoded(text: string): unknown {
  try {
    return decodeText(text, revivers);
  } catch {
    return null;
  }
}
