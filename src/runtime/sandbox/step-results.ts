import { Buffer } from 'buffer';
import { decodeText, liveRevivers } from '@/plan/decoding';
import { encodeText } from '@/plan/encoding';
import type { InputScope } from '@/plan/inputs';
import type { PlanStep } from '@/plan/plan';

const revivers = liveRevivers((bytes) => Buffer.from(bytes));

interface LoopPlace {
  readonly index: number;
  readonly item: unknown;
}

/** The results of the steps so far, and where the loops around stand. */
export class StepResults {
  /** Encoded; empty for a result of undefined. */
  readonly #texts: Map<string, string>;
  readonly #loops = new Map<string, LoopPlace>();
  /** Read once for all inputs, which change nothing in them. */
  readonly #read = new Map<string, object>();

  constructor(texts: Readonly<Record<string, string>>) {
    this.#texts = new Map(Object.entries(texts));
  }

  set(key: string, text: string): void {
    this.#texts.set(key, text);
    this.#read.delete(key);
  }

  text(key: string): string | undefined {
    return this.#texts.get(key);
  }

  /** What an iteration left is not seen by the next. */
  forget(keys: readonly string[]): void {
    for (const key of keys) {
      this.#texts.delete(key);
      this.#read.delete(key);
    }
  }

  enterLoop(key: string, place: LoopPlace): void {
    this.#loops.set(key, place);
  }

  leaveLoop(key: string): void {
    this.#loops.delete(key);
  }

  /** `stepResults`: what the step sees of those before it, for its own to keep and change. */
  entriesFor(step: PlanStep): Record<string, object> {
    const entries: Record<string, object> = {};
    for (const key of step.sees) {
      const place = this.#loops.get(key);
      const text = this.#texts.get(key);
      if (place !== undefined) entries[key] = loopEntry(place);
      else if (text !== undefined) entries[key] = resultEntry(text);
    }
    return entries;
  }

  /** What the step's inputs refer to. */
  scopeFor(step: PlanStep, configVars: Readonly<Record<string, unknown>>): InputScope {
    return {
      step: (key) => (step.sees.includes(key) ? this.#entry(key) : undefined),
      configVar: (name) => (Object.hasOwn(configVars, name) ? configVars[name] : undefined),
    };
  }

  #entry(key: string): object | undefined {
    const place = this.#loops.get(key);
    if (place !== undefined) return { currentItem: place.item, index: place.index };
    const text = this.#texts.get(key);
    if (text === undefined) return undefined;
    const read = this.#read.get(key) ?? { results: decodedResult(text) };
    this.#read.set(key, read);
    return read;
  }
}

/** Decoded when first looked at, so that every step gets a copy of its own. */
function resultEntry(text: string): object {
  let value: unknown;
  let isRead = false;
  return {
    get results(): unknown {
      if (!isRead) value = decodedResult(text);
      isRead = true;
      return value;
    },
    set results(next: unknown) {
      value = next;
      isRead = true;
    },
  };
}

function loopEntry({ item, index }: LoopPlace): object {
  let value: unknown;
  let isRead = false;
  return {
    get currentItem(): unknown {
      if (!isRead) value = copyOf(item);
      isRead = true;
      return value;
    },
    set currentItem(next: unknown) {
      value = next;
      isRead = true;
    },
    index,
  };
}

function copyOf(item: unknown): unknown {
  if (typeof item !== 'object' || item === null) return item;
  return decodedResult(encodeText(item) ?? '');
}

function decodedResult(text: string): unknown {
  return text === '' ? undefined : decodeText(text, revivers);
}
