import { useDocument } from '@/state/document';
import { redoEdit, undoEdit } from '@/state/edit-document';

export function undo(): void {
  undoEdit();
}

export function redo(): void {
  redoEdit();
}

/** What undo would take back, in words; null when there is nothing. */
export function undoLabel(): string | null {
  return useDocument.getState().history?.past.at(-1)?.label ?? null;
}

export function redoLabel(): string | null {
  return useDocument.getState().history?.future.at(-1)?.label ?? null;
}
