import { create } from 'zustand';
import type { Problem } from '@/plan/problem';

/** The problems of the whole project, and whether they are being looked for anew. */
export interface ProblemsState {
  readonly problems: readonly Problem[];
  readonly isChecking: boolean;
}

/** What is wrong with the open project. Computed when the page is idle, never stored. */
export const useProblems = create<ProblemsState>()(() => ({ problems: [], isChecking: false }));
