import { create } from 'zustand';
import type { Plan } from '@/plan/plan';
import type { RunState, TriggerRequest } from '@/plan/run';
import type { StateTexts } from '@/plan/state';

/** Whether code can be run, and else why not. */
export type SandboxStatus =
  | { readonly status: 'starting' }
  | { readonly status: 'ready' }
  | { readonly status: 'unavailable'; readonly reason: string };

/** All that a run's result depends on, kept to tell what has changed since. */
export interface RanWith {
  readonly plan: Plan;
  readonly request: TriggerRequest;
  readonly configVars: Readonly<Record<string, unknown>>;
  /** The state as the run left it, or where it kept nothing as it began; null until that is known. */
  readonly state: StateTexts | null;
  /** Connections that a simulated token stood in for. */
  readonly simulated: readonly string[];
}

/** The run on show and the sandbox. */
export interface RunStoreState {
  readonly current: RunState | null;
  readonly ranWith: RanWith | null;
  readonly sandbox: SandboxStatus;
}

/** The run on show, what it ran with, and the sandbox. */
export const useRun = create<RunStoreState>()(() => ({
  current: null,
  ranWith: null,
  sandbox: { status: 'starting' },
}));
