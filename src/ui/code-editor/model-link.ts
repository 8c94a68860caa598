import type { editor } from 'monaco-editor/editor';

/** One text of the document: how to read it, to change it and to hear of changes. */
export interface LinkedText {
  /** Null when the text is gone. */
  readonly read: () => string | null;
  /** `gesture` is the same for all changes of one burst. */
  readonly write: (text: string, gesture: string) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

/** Typing with shorter pauses than this is one burst, which the document undoes as one. */
const BURST_PAUSE_MS = 800;

let bursts = 0;

/**
 * Keeps a Monaco model and a text of the document the same, whichever side changes. What changes in the document
 * reaches the model as one edit, so that Monaco's own undo stays whole and ends in the first text.
 */
export function linkModel(model: editor.ITextModel, text: LinkedText): () => void {
  let known = text.read() ?? '';
  let isApplying = false;
  let burst = ++bursts;
  let lastChange = 0;
  let wasUndo = false;

  const changed = model.onDidChangeContent((event) => {
    if (isApplying) return;
    const isUndo = event.isUndoing || event.isRedoing;
    const now = performance.now();
    if (now - lastChange > BURST_PAUSE_MS || isUndo !== wasUndo) burst = ++bursts;
    lastChange = now;
    wasUndo = isUndo;
    known = model.getValue();
    text.write(known, `typing ${burst}`);
  });

  const unsubscribe = text.subscribe(() => {
    const next = text.read();
    if (next === null || next === known) return;
    known = next;
    // What the person types next is a new burst: it must not join one from before the undo.
    lastChange = 0;
    if (next === model.getValue()) return;
    isApplying = true;
    replaceText(model, next);
    isApplying = false;
  });

  return () => {
    changed.dispose();
    unsubscribe();
  };
}

/** Replaces only what differs: the cursor, the folds and the markers elsewhere stay where they are. */
function replaceText(model: editor.ITextModel, next: string): void {
  const now = model.getValue();
  const shorter = Math.min(now.length, next.length);
  let start = 0;
  while (start < shorter && now[start] === next[start]) start += 1;
  let end = 0;
  while (end < shorter - start && now.at(-1 - end) === next.at(-1 - end)) end += 1;
  const from = model.getPositionAt(start);
  const to = model.getPositionAt(now.length - end);
  const range = {
    startLineNumber: from.lineNumber,
    startColumn: from.column,
    endLineNumber: to.lineNumber,
    endColumn: to.column,
  };
  const replacement = next.slice(start, next.length - end);
  model.pushStackElement();
  model.pushEditOperations([], [{ range, text: replacement }], () => null);
  model.pushStackElement();
  // A line break cut in half (\r|\n) or unusual line ends can leave a difference: then the whole text is set.
  if (model.getValue() === next) return;
  model.pushEditOperations([], [{ range: model.getFullModelRange(), text: next }], () => null);
  model.pushStackElement();
}
