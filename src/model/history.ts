/** What can be undone. Entries hold whole states by reference: edits share all they did not change. */
export interface History<T> {
  readonly past: readonly HistoryEntry<T>[];
  readonly present: T;
  readonly future: readonly HistoryEntry<T>[];
  /** The gesture the last entry belongs to; null when it is closed. */
  readonly gesture: string | null;
}

/** `state` is the state on the other side of the step that `label` names. */
export interface HistoryEntry<T> {
  readonly label: string;
  readonly state: T;
}

const MOST_ENTRIES = 500;

/** A history with nothing to undo. */
export function beginHistory<T>(present: T): History<T> {
  return { past: [], present, future: [], gesture: null };
}

/** Adds a change. Changes of one gesture (a drag, a burst of typing) become one entry; no change adds none. */
export function record<T>(
  history: History<T>,
  next: T,
  change: { readonly label: string; readonly gesture?: string | undefined },
): History<T> {
  if (next === history.present) return history;
  const gesture = change.gesture ?? null;
  if (gesture !== null && gesture === history.gesture && history.past.length > 0) {
    return { ...history, present: next, future: [] };
  }
  const past = [
    ...history.past.slice(-MOST_ENTRIES + 1),
    { label: change.label, state: history.present },
  ];
  return { past, present: next, future: [], gesture };
}

/** One entry back; the same history where there is none. */
export function undo<T>(history: History<T>): History<T> {
  const entry = history.past.at(-1);
  if (entry === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present: entry.state,
    future: [...history.future, { label: entry.label, state: history.present }],
    gesture: null,
  };
}

/** One entry forward again; the same history where there is none. */
export function redo<T>(history: History<T>): History<T> {
  const entry = history.future.at(-1);
  if (entry === undefined) return history;
  return {
    past: [...history.past, { label: entry.label, state: history.present }],
    present: entry.state,
    future: history.future.slice(0, -1),
    gesture: null,
  };
}
