/** The value that half of the samples do not exceed. */
export function median(samples: readonly number[]): number {
  return quantile(samples, 0.5);
}

/** The value that 95 % of the samples do not exceed. */
export function p95(samples: readonly number[]): number {
  return quantile(samples, 0.95);
}

function quantile(samples: readonly number[], part: number): number {
  if (samples.length === 0) return Number.NaN;
  const sorted = [...samples].sort((a, b) => a - b);
  const at = part * (sorted.length - 1);
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? Number.NaN;
  return below + (above - below) * (at - Math.floor(at));
}
