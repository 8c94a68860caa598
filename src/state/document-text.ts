import type { Project } from '@/model/project';
import { useDocument } from './document';

/** A kind of texts of the document, for an editor that keeps a model of each. */
export interface DocumentText<Id extends string> {
  /** Null when the text is not in the document now. */
  readonly read: (id: Id) => string | null;
  /** Whether undo or redo could bring the text back. */
  readonly canComeBack: (id: Id) => boolean;
  readonly subscribe: (listener: () => void) => () => void;
}

/** `find` is the text in one state of the project; null where it has none. */
export function documentText<Id extends string>(
  find: (project: Project, id: Id) => string | null,
): DocumentText<Id> {
  return {
    read: (id) => {
      const { project } = useDocument.getState();
      return project === null ? null : find(project, id);
    },
    canComeBack: (id) => {
      const { history } = useDocument.getState();
      const entries = history === null ? [] : [...history.past, ...history.future];
      return entries.some(({ state }) => find(state, id) !== null);
    },
    subscribe: (listener) => useDocument.subscribe(listener),
  };
}
