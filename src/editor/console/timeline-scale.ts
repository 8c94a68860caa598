/** The axis of a timeline: a round length that holds the whole run, and where its labels stand. */
export interface TimelineScale {
  readonly endMs: number;
  readonly ticks: readonly number[];
}

const PARTS = 4;
const ROUND = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/** Four parts of a round number of milliseconds each. */
export function timelineScale(totalMs: number): TimelineScale {
  const part = Math.max(totalMs, 4) / PARTS;
  const magnitude = 10 ** Math.floor(Math.log10(part));
  // A tenth of a millisecond more than needed would already be one label further.
  const factor = ROUND.find((round) => round * magnitude >= part - 1e-9) ?? 10;
  const step = factor * magnitude;
  return { endMs: step * PARTS, ticks: Array.from({ length: PARTS + 1 }, (_, at) => at * step) };
}
