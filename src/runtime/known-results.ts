import type { LoopPlanStep } from '@/plan/plan';
import { keysWithin } from '@/plan/plan-steps';

/** The results of a chain so far, encoded as they came: what another worker needs to go on in its place. */
export class KnownResults {
  readonly #results = new Map<string, string | Uint8Array>();
  readonly #iterations = new Map<string, (string | Uint8Array)[]>();
  readonly #decoder = new TextDecoder();

  set(key: string, result: string | Uint8Array): void {
    this.#results.set(key, result);
  }

  /** The loop begins an iteration: what the one before it gave is a part of the loop's result, and is seen no more. */
  iterate(loop: LoopPlanStep, iteration: number): void {
    const last = loop.steps.at(-1);
    const before = iteration === 0 ? [] : (this.#iterations.get(loop.key) ?? []);
    if (iteration > 0 && last !== undefined) before.push(this.#results.get(last.key) ?? '');
    this.#iterations.set(loop.key, before);
    for (const key of keysWithin(loop)) this.#results.delete(key);
  }

  texts(): Record<string, string> {
    return Object.fromEntries(
      Array.from(this.#results, ([key, result]) => [key, this.#text(result)] as const),
    );
  }

  /** What the iterations that have ended gave. */
  iterations(loopKey: string): readonly string[] {
    // As the worker writes a result of undefined into the list.
    return (this.#iterations.get(loopKey) ?? []).map((result) => this.#text(result) || 'null');
  }

  #text(result: string | Uint8Array): string {
    return typeof result === 'string' ? result : this.#decoder.decode(result);
  }
}
