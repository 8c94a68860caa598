import type { editor } from 'monaco-editor/editor';
import { linkModel } from './model-link';
import type * as MonacoModule from './monaco';

/** Texts of the document that are edited in Monaco, by id. */
export interface TextSource<Id extends string> {
  /** The model's path: its ending tells the language service what the text is. */
  readonly path: (id: Id) => string;
  /** Null when the text is not in the document now. */
  readonly read: (id: Id) => string | null;
  /** Whether undo or redo could bring the text back. */
  readonly canComeBack: (id: Id) => boolean;
  readonly write: (id: Id, text: string, gesture: string) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

/** Gives the model of a text, made at the first call. */
export interface ModelRegistry<Id extends string> {
  readonly open: (module: typeof MonacoModule, id: Id, language: string) => editor.ITextModel;
}

/** One Monaco model per text, kept for as long as the text can be seen again, so that its undo is kept too. */
export function createModelRegistry<Id extends string>(source: TextSource<Id>): ModelRegistry<Id> {
  const models = new Map<Id, { model: editor.ITextModel; unlink: () => void }>();
  let isSweeping = false;

  const sweep = () => {
    for (const [id, { model, unlink }] of models) {
      if (source.read(id) !== null || source.canComeBack(id)) continue;
      unlink();
      model.dispose();
      models.delete(id);
    }
  };

  return {
    open: ({ monaco }, id, language) => {
      const known = models.get(id);
      if (known !== undefined) {
        if (known.model.getLanguageId() !== language) {
          monaco.editor.setModelLanguage(known.model, language);
        }
        return known.model;
      }
      const text = source.read(id) ?? '';
      const model = monaco.editor.createModel(text, language, monaco.Uri.file(source.path(id)));
      const unlink = linkModel(model, {
        read: () => source.read(id),
        write: (next, gesture) => source.write(id, next, gesture),
        subscribe: source.subscribe,
      });
      models.set(id, { model, unlink });
      if (!isSweeping) {
        isSweeping = true;
        source.subscribe(sweep);
      }
      return model;
    },
  };
}
