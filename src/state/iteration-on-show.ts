import { create } from 'zustand';
import type { RunId } from '@/lib/ids';

interface IterationOnShow {
  readonly run: RunId;
  readonly path: readonly number[];
}

/** The iteration that a person looks at, for all steps of its loops; null follows the latest. Of one run only. */
export const useIterationOnShow = create<{ readonly shown: IterationOnShow | null }>()(() => ({
  shown: null,
}));

/** Shows an iteration of a run in every step that has it; null shows the last one again. */
export function showIteration(run: RunId, path: readonly number[] | null): void {
  useIterationOnShow.setState({ shown: path === null ? null : { run, path } });
}
