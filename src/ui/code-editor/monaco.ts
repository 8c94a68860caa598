// The heavy half of the code editor: reached through load-monaco.ts only, so that it stays out of the first load.
import * as monaco from 'monaco-editor/editor';
import {
  getJavaScriptWorker,
  javascriptDefaults,
  ScriptTarget,
  type Diagnostic,
} from 'monaco-editor/languages/features/typescript/register';
import { jsonDefaults } from 'monaco-editor/languages/features/json/register';
import 'monaco-editor/languages/definitions/javascript/register';
import 'monaco-editor/languages/definitions/xml/register';
// All of them: Monaco's language services import the rest later, when its services can no longer be registered.
import 'monaco-editor/features/register.all';
import { loader } from '@monaco-editor/react';
import { colourMembers } from './colour-members';
import { defineThemes } from './monaco-theme';
import { TextEditor } from './text-editor';

// Bundled and named here: without this Monaco would look for its workers beside a page that is not its own.
self.MonacoEnvironment = {
  getWorker(_moduleId, label) {
    if (label === 'json') {
      return new Worker(new URL('./json.worker.ts', import.meta.url), { type: 'module' });
    }
    if (label === 'javascript' || label === 'typescript') {
      return new Worker(new URL('./ts.worker.ts', import.meta.url), { type: 'module' });
    }
    return new Worker(new URL('./editor.worker.ts', import.meta.url), { type: 'module' });
  },
};
loader.config({ monaco });
defineThemes(monaco);
releaseAppShortcuts();

javascriptDefaults.setCompilerOptions({
  allowNonTsExtensions: true,
  target: ScriptTarget.ESNext,
  // Nearest to what the code runs in: no document, but fetch, URL, timers and text encoders.
  lib: ['lib.es2023.d.ts', 'lib.webworker.d.ts'],
  // Every step is a module of its own, though none of them imports: their names must not meet.
  moduleDetection: 3,
  strict: false,
});
// The document's own checks tell syntax errors, and `semanticDiagnostics` is sifted by its caller. Left to itself Monaco
// would start the language service for every text it is given: to check it, and to ask for mends of what it found.
javascriptDefaults.setModeConfiguration({
  ...javascriptDefaults.modeConfiguration,
  diagnostics: false,
  codeActions: false,
});
jsonDefaults.setDiagnosticsOptions({ validate: true, allowComments: false, schemas: [] });

/** Monaco leaves these keys to the page: run, stop, the palette and the console work from inside the code too. */
function releaseAppShortcuts(): void {
  const { KeyMod, KeyCode } = monaco;
  const keys = [
    KeyMod.CtrlCmd | KeyCode.Enter,
    KeyMod.CtrlCmd | KeyMod.Shift | KeyCode.Enter,
    KeyMod.CtrlCmd | KeyCode.KeyK,
    KeyMod.CtrlCmd | KeyCode.KeyJ,
    KeyMod.CtrlCmd | KeyCode.Period,
    KeyCode.F8,
    KeyMod.Shift | KeyCode.F8,
  ];
  monaco.editor.addKeybindingRules(keys.map((keybinding) => ({ keybinding, command: null })));
}

/** Settles when the first model may be made: its language must have its colours by then. */
const whenReady = colourMembers(monaco);

/** Declares what the code in view is given, for completion and hover. */
function setAmbientTypes(types: string): void {
  javascriptDefaults.setExtraLibs([{ content: types, filePath: 'file:///ambient.d.ts' }]);
}

/** All that the language service finds in the model at `uri`. */
async function semanticDiagnostics(uri: monaco.Uri): Promise<readonly Diagnostic[]> {
  const getWorker = await getJavaScriptWorker();
  const worker = await getWorker(uri);
  return worker.getSemanticDiagnostics(uri.toString());
}

export { monaco, semanticDiagnostics, setAmbientTypes, TextEditor, whenReady };
