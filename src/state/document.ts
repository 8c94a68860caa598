import { create } from 'zustand';
import { beginHistory, type History } from '@/model/history';
import type { Project } from '@/model/project';

/** How the document stands against what is stored. */
export type SaveStatus =
  | { readonly status: 'saved'; readonly at: number | null }
  | { readonly status: 'unsaved' }
  | { readonly status: 'saving' }
  | {
      readonly status: 'failed';
      readonly reason: string;
      /** What another tab did to the stored project since it was read here. */
      readonly conflict: 'changed' | 'deleted' | null;
    }
  | { readonly status: 'read-only'; readonly reason: string };

/** The open project, all that can be undone in it, and whether it is stored. */
export interface DocumentState {
  readonly project: Project | null;
  readonly history: History<Project> | null;
  readonly saved: SaveStatus;
  /** The revision in storage that this document was read from or last written as. */
  readonly revision: number;
}

/** The open project, its history, and how it stands saved. */
export const useDocument = create<DocumentState>()(() => ({
  project: null,
  history: null,
  saved: { status: 'saved', at: null },
  revision: 0,
}));

/** Shows a project as just opened: nothing to undo. */
export function loadDocument(project: Project, revision: number, saved: SaveStatus): void {
  useDocument.setState({ project, history: beginHistory(project), revision, saved });
}

/** Shows the history's present as the document. */
export function setHistory(history: History<Project>): void {
  useDocument.setState({ history, project: history.present });
}

/** Tells how the document stands saved, and under which revision where that changed. */
export function setSaved(saved: SaveStatus, revision?: number): void {
  useDocument.setState(revision === undefined ? { saved } : { saved, revision });
}
