import { NO_STATE, STATE_NAMES, type StateTexts } from '@/plan/state';
import { BEFORE_ALL } from './chains';

/** A top-level value as JSON text, null where it was deleted, and the chain that last changed it. */
interface Held {
  readonly text: string | null;
  readonly by: number;
}

/** The state objects where a chain ends. The values are looked at only where branches join. */
export interface StateAt {
  readonly texts: StateTexts;
  readonly values: () => ReadonlyMap<string, Held>;
}

const SEPARATOR = '\u0000';

/** The state a run begins with. */
export function stateBefore(texts: StateTexts): StateAt {
  return stateAfter({ texts: NO_STATE, values: () => new Map() }, texts, BEFORE_ALL);
}

/** What a worker said its state is at the end of a chain, against what it began with. */
export function stateAfter(base: StateAt, texts: StateTexts, chain: number): StateAt {
  let values: ReadonlyMap<string, Held> | null = null;
  return {
    texts,
    values: () => {
      values ??= changedValues(base.values(), texts, chain);
      return values;
    },
  };
}

function changedValues(
  before: ReadonlyMap<string, Held>,
  texts: StateTexts,
  chain: number,
): ReadonlyMap<string, Held> {
  const values = new Map<string, Held>();
  for (const name of STATE_NAMES) {
    for (const [key, value] of members(texts[name])) {
      const place = name + SEPARATOR + key;
      const text = JSON.stringify(value);
      const held = before.get(place);
      values.set(place, held?.text === text ? held : { text, by: chain });
    }
  }
  for (const [place, held] of before) {
    if (!values.has(place))
      values.set(place, held.text === null ? held : { text: null, by: chain });
  }
  return values;
}

/** Text that is no object has no members: it comes from untrusted code. */
function members(text: string): readonly [string, unknown][] {
  let object: unknown;
  try {
    object = JSON.parse(text);
  } catch {
    return [];
  }
  if (typeof object !== 'object' || object === null || Array.isArray(object)) return [];
  return Object.entries(object).filter(([key]) => key !== '__proto__');
}

/**
 * The state where branches join: keys changed on one branch are taken from it. A key changed by two goes by the order
 * of the plan, and is named in `conflicts`.
 */
export function mergeStates(
  parents: readonly StateAt[],
  isBefore: (chain: number, other: number) => boolean,
): { readonly state: StateAt; readonly conflicts: readonly string[] } {
  const [first, ...others] = parents;
  if (first === undefined) return { state: stateBefore(NO_STATE), conflicts: [] };
  if (others.length === 0) return { state: first, conflicts: [] };
  const values = new Map<string, Held>();
  const conflicts: string[] = [];
  for (const parent of parents) {
    for (const [place, next] of parent.values()) {
      const held = values.get(place);
      if (held === undefined || isBefore(held.by, next.by)) values.set(place, next);
      else if (held.by !== next.by && !isBefore(next.by, held.by)) {
        if (held.text !== next.text) conflicts.push(place.split(SEPARATOR).join('.'));
        values.set(place, next);
      }
    }
  }
  return { state: { texts: textsOf(values), values: () => values }, conflicts };
}

function textsOf(values: ReadonlyMap<string, Held>): StateTexts {
  const texts = { ...NO_STATE };
  for (const name of STATE_NAMES) {
    const parts = [...values].flatMap(([place, { text }]) =>
      text !== null && place.startsWith(name + SEPARATOR)
        ? [`${JSON.stringify(place.slice(name.length + 1))}:${text}`]
        : [],
    );
    texts[name] = `{${parts.join(',')}}`;
  }
  return texts;
}
