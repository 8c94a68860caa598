/** Captured before any code of a user may replace it. */
const later = setTimeout;

/** Resolves after so many milliseconds, by a timer that user code cannot have changed. */
export async function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    later(resolve, ms);
  });
}
