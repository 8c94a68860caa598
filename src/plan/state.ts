/** The state objects of an execution, as code knows them (platform.md 2.10). */
export const STATE_NAMES = [
  'instanceState',
  'crossFlowState',
  'integrationState',
  'executionState',
] as const;

export type StateName = (typeof STATE_NAMES)[number];

/** Each state object as encoded JSON text. Only who looks at one parses it. */
export type StateTexts = Readonly<Record<StateName, string>>;

export const EMPTY_STATE = '{}';

export const NO_STATE: StateTexts = {
  instanceState: EMPTY_STATE,
  crossFlowState: EMPTY_STATE,
  integrationState: EMPTY_STATE,
  executionState: EMPTY_STATE,
};

/** What the platform keeps of all state objects together, in UTF-8 bytes. */
export const MOST_STATE_BYTES = 64_000_000;

export function isSameState(one: StateTexts, other: StateTexts): boolean {
  return STATE_NAMES.every((name) => one[name] === other[name]);
}
