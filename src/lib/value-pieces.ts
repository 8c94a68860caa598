/** A part of a value in a size that a page takes in without being held up. */
export interface ValuePiece {
  /** The container that the members belong to; empty for the value itself. */
  readonly at: readonly (string | number)[];
  /** Whole, or an empty container whose own members come in later pieces. */
  readonly members: readonly (readonly [key: string | number, value: unknown])[];
}

/** About characters and members. Some ten milliseconds of a slow machine. */
const MOST_WEIGHT = 200_000;
const MEMBER_WEIGHT = 8;

/** Cuts plain data so that `joinPieces` puts it together again, containers before what lies in them. */
export function* cutValue(value: unknown, most = MOST_WEIGHT): Generator<ValuePiece> {
  yield* cutMembers([['value', value]], [], most);
}

type Entry = readonly [key: string | number, value: unknown];

function* cutMembers(
  entries: Iterable<Entry>,
  at: ValuePiece['at'],
  most: number,
): Generator<ValuePiece> {
  let members: Entry[] = [];
  let weight = 0;
  for (const [key, value] of entries) {
    const own = weigh(value, most);
    const isLarge = own > most && typeof value === 'object' && value !== null;
    members.push([key, isLarge ? (Array.isArray(value) ? [] : {}) : value]);
    weight += isLarge ? MEMBER_WEIGHT : own;
    if (isLarge || weight > most) {
      yield { at, members };
      members = [];
      weight = 0;
    }
    if (isLarge) yield* cutMembers(entriesOf(value), [...at, key], most);
  }
  if (members.length > 0) yield { at, members };
}

function* entriesOf(value: object): Generator<Entry> {
  // By its places, in order.
  if (Array.isArray(value)) yield* value.entries() as Iterable<Entry>;
  else for (const key of Object.keys(value)) yield [key, Reflect.get(value, key)];
}

/** Stops counting above `most`. */
function weigh(value: unknown, most: number): number {
  if (typeof value === 'string') return MEMBER_WEIGHT + value.length;
  if (typeof value !== 'object' || value === null) return MEMBER_WEIGHT;
  let weight = MEMBER_WEIGHT;
  for (const [key, item] of entriesOf(value)) {
    weight += (typeof key === 'string' ? key.length : 0) + weigh(item, most - weight);
    if (weight > most) break;
  }
  return weight;
}

/** Takes the pieces in the order they were cut; `value()` is whole after the last. */
export function joinPieces(): {
  readonly add: (piece: ValuePiece) => void;
  readonly value: () => unknown;
} {
  const root: { value?: unknown } = {};
  return {
    add: ({ at, members }) => {
      let container: unknown = root;
      // A path leads through objects and lists alone.
      for (const key of at) container = (container as Readonly<Record<string, unknown>>)[key];
      for (const [key, value] of members) {
        // By definition, so that "__proto__" is a member like any other.
        Object.defineProperty(container, key, {
          value,
          enumerable: true,
          configurable: true,
          writable: true,
        });
      }
    },
    value: () => root.value,
  };
}
