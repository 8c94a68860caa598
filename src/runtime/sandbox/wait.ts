/** Captured before any code of a user may replace it. */
const later = setTimeout;

export async function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    later(resolve, ms);
  });
}
