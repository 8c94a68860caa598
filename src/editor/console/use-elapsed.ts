import { useEffect, useState } from 'react';
import type { RunState } from '@/plan/run';

const TICK_MS = 100;

/** Milliseconds that a run took, or has taken so far. */
export function useElapsed(run: RunState): number {
  const [now, setNow] = useState(() => Date.now());
  const isRunning = run.status === 'running';

  useEffect(() => {
    if (!isRunning) return undefined;
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, [isRunning]);

  // What ended last is never later than the axis, even before the clock's next tick.
  const steps = Object.values(run.steps).map(
    ({ startedAt, durationMs }) => (startedAt ?? 0) + (durationMs ?? 0),
  );
  const latest = steps.reduce((most, end) => Math.max(most, end), 0);
  const passed = run.durationMs ?? Math.max(0, now - Date.parse(run.startedAt));
  return Math.max(passed, latest);
}
