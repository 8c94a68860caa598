import { useDocument } from '@/state/document';
import { redoEdit, undoEdit } from '@/state/edit-document';

/** Takes the last change of the document back. */
export function undo(): void {
  undoEdit();
}

/** Makes the last change that was taken back again. */
export function redo(): void {
  redoEdit();
}

/** What undo would take back, in words; null when there is nothing. */
export function undoLabel(): string | null {
  return useDocument.getState().history?.past.at(-1)?.label ?? null;
}

/** What redo would make again, in words; null when there is nothing. */
export function redoLabel(): string | null {
  return useDocument.getState().history?.future.at(-1)?.label ?? null;
}
