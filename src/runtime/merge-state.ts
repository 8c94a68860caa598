/** The state objects where a chain ends: each top-level value as JSON text, with the chain that last changed it. */
export interface StateAt {
  readonly values: ReadonlyMap<string, { readonly text: string; readonly by: number }>;
}

export const NO_STATE: StateAt = { values: new Map() };

const NAMES = ['instanceState', 'crossFlowState', 'integrationState', 'executionState'] as const;
const SEPARATOR = '\u0000';

/** What a worker said its state is at the end of a chain, against what it began with. Text that is no state changes nothing. */
export function stateAfter(base: StateAt, encoded: string, chain: number): StateAt {
  let state: unknown;
  try {
    state = JSON.parse(encoded);
  } catch {
    return base;
  }
  const values = new Map<string, { text: string; by: number }>();
  for (const name of NAMES) {
    const object = member(state, name);
    if (typeof object !== 'object' || object === null || Array.isArray(object)) continue;
    for (const key of Object.keys(object)) {
      if (key === '__proto__') continue;
      const text = JSON.stringify(member(object, key));
      const before = base.values.get(name + SEPARATOR + key);
      values.set(name + SEPARATOR + key, before?.text === text ? before : { text, by: chain });
    }
  }
  return { values };
}

/**
 * The state where branches join: keys changed on one branch are taken from it. A key changed by two goes by the order
 * of the plan, and is named in `conflicts`.
 */
export function mergeStates(
  parents: readonly StateAt[],
  isBefore: (chain: number, other: number) => boolean,
): { readonly state: StateAt; readonly conflicts: readonly string[] } {
  const values = new Map<string, { text: string; by: number }>();
  const conflicts: string[] = [];
  for (const { values: own } of parents) {
    for (const [key, next] of own) {
      const held = values.get(key);
      if (held === undefined || isBefore(held.by, next.by)) values.set(key, next);
      else if (held.by !== next.by && !isBefore(next.by, held.by)) {
        if (held.text !== next.text) conflicts.push(key.split(SEPARATOR).join('.'));
        values.set(key, next);
      }
    }
  }
  return { state: { values }, conflicts };
}

/** The encoded text of the four state objects, for a worker. */
export function encodeState({ values }: StateAt): string {
  if (values.size === 0) return '';
  const parts = NAMES.map((name) => {
    const members = [...values]
      .filter(([key]) => key.startsWith(name + SEPARATOR))
      .map(([key, { text }]) => `${JSON.stringify(key.slice(name.length + 1))}:${text}`);
    return `${JSON.stringify(name)}:{${members.join(',')}}`;
  });
  return `{${parts.join(',')}}`;
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? Reflect.get(value, key)
    : undefined;
}
