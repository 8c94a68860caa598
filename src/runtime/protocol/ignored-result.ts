/** The result of a step whose failure is ignored, as JSON (platform.md 2.6; its shape by inference). */
export function ignoredResult(message: string): string {
  return JSON.stringify({ error: { message } });
}
