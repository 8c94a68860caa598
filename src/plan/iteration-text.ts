/** Iterations as people count them: "3", or "2 › 3" in a loop within a loop. */
export function iterationText(iteration: readonly number[]): string {
  return iteration.map((at) => at + 1).join(' › ');
}
