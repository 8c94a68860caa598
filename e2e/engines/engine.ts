/** A browser driven from outside: as little as the checks need, so that every engine can give it. */
export interface Engine {
  /** With its version, as a person says it. */
  readonly name: string;
  /** Goes to an address and waits until the page has loaded. */
  open(url: string): Promise<void>;
  /** Calls a function in the page. It sees nothing but its argument; argument and answer are JSON. */
  evaluate<Given, Answer>(
    act: (given: Given) => Answer | Promise<Answer>,
    given: Given,
  ): Promise<Answer>;
  /** Presses what has that role and name, as a person does: scrolled to, with the mouse. */
  click(role: Role, name: string): Promise<void>;
  close(): Promise<void>;
}

/** A browser of our own, that is not driven from within it. */
export interface ProcessEngine extends Engine {
  /** The process that started all others of it. */
  readonly pid: number;
}

/** The roles that the checks press. */
export type Role = 'button' | 'tab';

/** What may have a role. */
export const CANDIDATES: Readonly<Record<Role, string>> = {
  button: 'button, [role="button"]',
  tab: '[role="tab"]',
};

/** What a check waits for at most, in milliseconds. */
const PATIENCE_MS = 30_000;
const BETWEEN_MS = 50;

/** Asks until the answer is there; the error says what was waited for and what was seen last. */
export async function until<Answer>(
  what: string,
  ask: () => Promise<Answer>,
  isThere: (answer: Answer) => boolean,
): Promise<Answer> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask();
    if (isThere(answer)) return answer;
    if (Date.now() > end) {
      throw new Error(`${what}: not within ${PATIENCE_MS / 1000} s. Last: ${show(answer)}`);
    }
    await new Promise((resolve) => {
      setTimeout(resolve, BETWEEN_MS);
    });
  }
}

/** Fails where something is not so. */
export function check(what: string, isSo: boolean, seen?: unknown): asserts isSo {
  if (!isSo) throw new Error(seen === undefined ? what : `${what}. Seen: ${show(seen)}`);
}

/** Fails where two values differ as JSON. */
export function same(what: string, seen: unknown, expected: unknown): void {
  check(
    `${what}: expected ${show(expected)}`,
    JSON.stringify(seen) === JSON.stringify(expected),
    seen,
  );
}

function show(value: unknown): string {
  return (JSON.stringify(value) ?? String(value)).slice(0, 500);
}

/**
 * A function's text as one expression that calls it. What runs these tools wraps named functions in a helper, which
 * the page lacks.
 */
export function asCall(act: (given: never) => unknown): string {
  return `((given) => { const __name = (named) => named; return (${act.toString()})(given); })`;
}

/** An expression that calls a function in the page and gives its answer as JSON text. */
export function asCallForText(act: (given: never) => unknown, given: unknown): string {
  return `Promise.resolve(${asCall(act)}(${JSON.stringify(given) ?? 'undefined'})).then((answer) => JSON.stringify(answer) ?? 'null')`;
}
