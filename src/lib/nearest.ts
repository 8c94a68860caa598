/** The text that differs least from another, when it is near enough to be a slip of it. */
export function nearest(text: string, candidates: readonly string[]): string | null {
  const scored = candidates
    .map((candidate) => ({
      candidate,
      distance: distance(text.toLowerCase(), candidate.toLowerCase()),
    }))
    .toSorted((one, other) => one.distance - other.distance);
  const [best] = scored;
  return best !== undefined && best.distance <= Math.max(2, text.length / 3)
    ? best.candidate
    : null;
}

/** Levenshtein's, row by row. */
function distance(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 20) return 99;
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let at = 1; at <= one.length; at += 1) {
    const next = [at];
    for (let to = 1; to <= other.length; to += 1) {
      const replace = (row[to - 1] ?? 0) + (one[at - 1] === other[to - 1] ? 0 : 1);
      next.push(Math.min(replace, (row[to] ?? 0) + 1, (next[to - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 99;
}
