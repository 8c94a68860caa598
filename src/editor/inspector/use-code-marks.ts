import { useEffect } from 'react';
import type { editor } from 'monaco-editor/editor';
import type { Step } from '@/model/project';
import type { Problem } from '@/plan/problem';
import { useProblems } from '@/state/problems';
import type * as MonacoModule from '@/ui/code-editor/monaco';
import { useFreshError } from './use-step-run';
import styles from './step-panel.module.css';

/** Marks the document's problems and the last run's error on their lines. */
export function useCodeMarks(
  module: typeof MonacoModule,
  model: editor.ITextModel,
  step: Step,
): void {
  const problems = useProblems((state) => state.problems);
  const error = useFreshError(step);

  useEffect(() => {
    const { monaco } = module;
    const severities = {
      error: monaco.MarkerSeverity.Error,
      warning: monaco.MarkerSeverity.Warning,
      info: monaco.MarkerSeverity.Info,
    };
    const markers = problems
      .filter((problem) => problem.stepId === step.id && problem.line !== undefined)
      .map((problem) => ({
        severity: severities[problem.severity],
        message: problem.message,
        ...rangeOf(model, problem),
      }));
    monaco.editor.setModelMarkers(model, 'problems', markers);
  }, [module, model, problems, step.id]);

  useEffect(() => {
    const { monaco } = module;
    if (error === null || error.line === undefined) return undefined;
    const message = `${error.name}: ${error.message}`;
    const range = rangeOf(model, error);
    monaco.editor.setModelMarkers(model, 'run', [
      { severity: monaco.MarkerSeverity.Error, message, ...range },
    ]);
    const { startLineNumber: line } = range;
    const end = model.getLineMaxColumn(line);
    const decorations = model.deltaDecorations(
      [],
      [
        {
          range: new monaco.Range(line, 1, line, 1),
          options: { isWholeLine: true, className: styles.faultLine ?? null },
        },
        {
          range: new monaco.Range(line, end, line, end),
          options: {
            showIfCollapsed: true,
            after: {
              content: `   ${shortened(message)}`,
              inlineClassName: styles.faultWords ?? '',
              cursorStops: monaco.editor.InjectedTextCursorStops.None,
            },
          },
        },
      ],
    );
    return () => {
      if (model.isDisposed()) return;
      monaco.editor.setModelMarkers(model, 'run', []);
      model.deltaDecorations(decorations, []);
    };
  }, [module, model, error]);
}

function shortened(message: string): string {
  const firstLine = message.split('\n', 1)[0] ?? '';
  return firstLine.length > 120 ? `${firstLine.slice(0, 120)}…` : firstLine;
}

type Spot = Pick<Problem, 'line' | 'column'>;

/** From the column to the end of the word there, or the whole line. */
function rangeOf(model: editor.ITextModel, { line = 1, column }: Spot) {
  const lineNumber = Math.min(Math.max(line, 1), model.getLineCount());
  const last = model.getLineMaxColumn(lineNumber);
  const first = model.getLineFirstNonWhitespaceColumn(lineNumber) || 1;
  if (column === undefined) {
    return {
      startLineNumber: lineNumber,
      startColumn: first,
      endLineNumber: lineNumber,
      endColumn: last,
    };
  }
  const startColumn = Math.min(column, last);
  const word = model.getWordAtPosition({ lineNumber, column: startColumn });
  return {
    startLineNumber: lineNumber,
    startColumn,
    endLineNumber: lineNumber,
    endColumn: Math.max(word?.endColumn ?? 0, startColumn + 1),
  };
}
