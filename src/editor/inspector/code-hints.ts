import type { editor } from 'monaco-editor/editor';
import type * as MonacoModule from '@/ui/code-editor/monaco';

/**
 * What the language service may say of JavaScript that nobody annotated: only what names a likely slip,
 * "did you mean". Anything else it has to say of sloppy code would be a false alarm.
 */
const SLIPS: ReadonlySet<number> = new Set([2551, 2552, 2561, 2570, 2724, 2833]);
const PAUSE_MS = 400;
const OWNER = 'slips';

/**
 * Whether anybody has come to code yet. The language service reads 2 MB of declarations before its first answer, which
 * costs as much as the rest of the page: who only runs a flow does without it.
 */
let isInUse = false;

/** Marks likely slips in a model while it is open, from when a person first points at code or goes into it: in `box`. */
export function watchHints(
  module: typeof MonacoModule,
  model: editor.ITextModel,
  box: HTMLElement,
): () => void {
  const { monaco } = module;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isWatching = true;

  const check = async () => {
    const version = model.getVersionId();
    const found = await module.semanticDiagnostics(model.uri);
    if (!isWatching || model.isDisposed() || model.getVersionId() !== version) return;
    const markers = found
      .filter(({ code }) => SLIPS.has(code))
      .map(({ start = 0, length = 1, messageText }): editor.IMarkerData => {
        const from = model.getPositionAt(start);
        const to = model.getPositionAt(start + length);
        return {
          severity: monaco.MarkerSeverity.Warning,
          message: typeof messageText === 'string' ? messageText : messageText.messageText,
          startLineNumber: from.lineNumber,
          startColumn: from.column,
          endLineNumber: to.lineNumber,
          endColumn: to.column,
        };
      });
    monaco.editor.setModelMarkers(model, OWNER, markers);
  };
  const soon = () => {
    if (!isInUse) return;
    clearTimeout(timer);
    timer = setTimeout(() => void check().catch(() => undefined), PAUSE_MS);
  };

  const come = () => {
    if (isInUse) return;
    isInUse = true;
    soon();
  };

  soon();
  const changed = model.onDidChangeContent(soon);
  box.addEventListener('pointerenter', come);
  box.addEventListener('focusin', come);
  return () => {
    isWatching = false;
    clearTimeout(timer);
    changed.dispose();
    box.removeEventListener('pointerenter', come);
    box.removeEventListener('focusin', come);
    if (!model.isDisposed()) monaco.editor.setModelMarkers(model, OWNER, []);
  };
}
