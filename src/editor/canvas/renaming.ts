import { createContext, useContext } from 'react';
import type { StepId } from '@/lib/ids';

/** Which step's name is being edited on its face. */
export interface Renaming {
  readonly renaming: StepId | null;
  readonly endRenaming: () => void;
}

/** Which step's name is being edited on the canvas, and what ends that. */
export const RenamingContext = createContext<Renaming>({
  renaming: null,
  endRenaming: () => undefined,
});

/** The same for a step on the canvas; nothing is being renamed outside of one. */
export function useRenaming(): Renaming {
  return useContext(RenamingContext);
}
