import MonacoEditor from '@monaco-editor/react';
import type { editor } from 'monaco-editor/editor';
import { useEffect, useMemo, useState } from 'react';
import { onSchemeChange, themeName } from './monaco-theme';
import styles from './text-editor.module.css';

export interface TextEditorProps {
  /** Its accessible name. */
  readonly label: string;
  readonly model: editor.ITextModel;
  /** Id of an element that says more, such as how to leave by keyboard. */
  readonly describedBy?: string;
  readonly isReadOnly?: boolean;
  /** Told once the editor stands; what it returns is called before it goes. */
  readonly onMount?: (editor: editor.IStandaloneCodeEditor) => (() => void) | void;
}

/** Where each model was scrolled to and where its cursor stood, for when it is shown again. */
const viewStates = new WeakMap<editor.ITextModel, editor.ICodeEditorViewState>();

/** Monaco showing one model. To be rendered when Monaco is loaded: see `useMonaco`. */
export function TextEditor(props: TextEditorProps) {
  const { label, describedBy, model, isReadOnly = false, onMount } = props;
  const [instance, setInstance] = useState<editor.IStandaloneCodeEditor | null>(null);
  const [theme, setTheme] = useState(themeName);
  const options = useMemo(() => editorOptions(label, isReadOnly), [label, isReadOnly]);

  useEffect(() => onSchemeChange(() => setTheme(themeName())), []);

  useEffect(() => {
    if (instance === null || model.isDisposed()) return undefined;
    instance.setModel(model);
    const view = viewStates.get(model);
    if (view !== undefined) instance.restoreViewState(view);
    return () => {
      const state = instance.getModel() === model ? instance.saveViewState() : null;
      if (state !== null) viewStates.set(model, state);
    };
  }, [instance, model]);

  useEffect(() => {
    if (instance === null || describedBy === undefined) return;
    // Monaco names its field by an option, but has none for a description.
    const field = instance.getDomNode()?.querySelector('[role="textbox"]');
    field?.setAttribute('aria-describedby', describedBy);
  }, [instance, describedBy]);

  useEffect(() => {
    // Nor does it say of its field that it cannot be written to.
    const field = instance?.getDomNode()?.querySelector('[role="textbox"]');
    field?.setAttribute('aria-readonly', String(isReadOnly));
  }, [instance, isReadOnly]);

  useEffect(() => {
    if (instance === null || onMount === undefined) return undefined;
    return onMount(instance) ?? undefined;
  }, [instance, onMount]);

  return (
    // React Flow takes Space and Backspace for itself, and does not know an EditContext's div for a text field.
    <div className={`${styles.editor} nokey nowheel`}>
      <MonacoEditor
        theme={theme}
        options={options}
        keepCurrentModel
        saveViewState={false}
        loading={null}
        onMount={(created: editor.IStandaloneCodeEditor) => {
          // The component made an empty model of its own; ours is set in the effect above.
          const own = created.getModel();
          // Disposed where another project was opened while this editor was being made.
          created.setModel(model.isDisposed() ? null : model);
          own?.dispose();
          setInstance(created);
        }}
      />
    </div>
  );
}

function editorOptions(
  label: string,
  isReadOnly: boolean,
): editor.IStandaloneEditorConstructionOptions {
  return {
    ariaLabel: label,
    readOnly: isReadOnly,
    accessibilitySupport: 'auto',
    fontFamily:
      "'JetBrains Mono Variable', ui-monospace, SFMono-Regular, Menlo, Consolas, monospace",
    fontSize: 13,
    lineHeight: 20,
    fontLigatures: false,
    tabSize: 2,
    insertSpaces: true,
    detectIndentation: false,
    minimap: { enabled: false },
    lineNumbersMinChars: 3,
    glyphMargin: false,
    // Dimmed, the last number would be too pale to read.
    renderFinalNewline: 'on',
    codeLens: false,
    inlayHints: { enabled: 'off' },
    inlineSuggest: { enabled: false },
    colorDecorators: false,
    // Addresses in a payload are data: nothing on this page leads out of it.
    links: false,
    folding: true,
    showFoldingControls: 'mouseover',
    padding: { top: 8, bottom: 8 },
    scrollBeyondLastLine: false,
    overviewRulerLanes: 0,
    overviewRulerBorder: false,
    hideCursorInOverviewRuler: true,
    scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, useShadows: false },
    renderLineHighlight: 'line',
    renderLineHighlightOnlyWhenFocus: true,
    stickyScroll: { enabled: false },
    unusualLineTerminators: 'off',
    fixedOverflowWidgets: true,
    // Off by the design: a person's own words as guesses only hide what the declared types know.
    wordBasedSuggestions: 'off',
    quickSuggestions: { other: true, comments: false, strings: false },
    formatOnPaste: false,
  };
}
