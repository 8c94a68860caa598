/** The state objects of an execution, as code knows them (platform.md 2.10). */
export const STATE_NAMES = [
  'instanceState',
  'crossFlowState',
  'integrationState',
  'executionState',
] as const;

/** One of the state objects that code may write to. */
export type StateName = (typeof STATE_NAMES)[number];

/** Each state object as encoded JSON text. Only who looks at one parses it. */
export type StateTexts = Readonly<Record<StateName, string>>;

/** An object with nothing in it, as JSON text. */
export const EMPTY_STATE = '{}';

/** All the state objects of a project that nobody has run. */
export const NO_STATE: StateTexts = {
  instanceState: EMPTY_STATE,
  crossFlowState: EMPTY_STATE,
  integrationState: EMPTY_STATE,
  executionState: EMPTY_STATE,
};

/** What the platform keeps of all state objects together, in UTF-8 bytes. */
export const MOST_STATE_BYTES = 64_000_000;

/** Whether all of them have the same text. */
export function isSameState(one: StateTexts, other: StateTexts): boolean {
  return STATE_NAMES.every((name) => one[name] === other[name]);
}
