import { dismissInformation } from '@/state/notices';
import { runs, type RunRequestOverrides } from '@/state/runs';
import type { RunState } from '@/plan/run';

/** Runs the flow in view with the chosen payload. Resolves when the run has ended, whatever the outcome. */
export async function startRun(overrides: RunRequestOverrides = {}): Promise<RunState | null> {
  // It would lie over what the run shows.
  dismissInformation();
  return runs.start(overrides);
}

/** Ends the run that is going; nothing when none is. */
export function stopRun(): void {
  runs.stop();
}
