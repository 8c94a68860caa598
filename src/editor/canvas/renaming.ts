import { createContext, useContext } from 'react';
import type { StepId } from '@/lib/ids';

/** Which step's name is being edited on its face. */
export interface Renaming {
  readonly renaming: StepId | null;
  readonly endRenaming: () => void;
}

export const RenamingContext = createContext<Renaming>({
  renaming: null,
  endRenaming: () => undefined,
});

export function useRenaming(): Renaming {
  return useContext(RenamingContext);
}
