import { err, ok, type Result } from '@/lib/result';
import type { Problem } from '@/plan/problem';

const MOST_LEVELS = 500;

/**
 * Parses text that may be anything: too deep, cut off, no JSON. The problem says the line and column. Members named
 * `__proto__` or `constructor` are members like any other: an input may be called so.
 */
export function parseJsonText(text: string): Result<unknown, Problem> {
  const depth = deepest(text);
  if (depth > MOST_LEVELS) {
    return err(
      problem(
        'file-too-deep',
        `The file nests more than ${MOST_LEVELS} levels deep, which no project does. It was not read.`,
      ),
    );
  }
  try {
    return ok(JSON.parse(text));
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it cannot be parsed';
    const place = placeOf(reason, text);
    const where = place === null ? '' : ` at line ${place.line}, column ${place.column}`;
    return err({
      ...problem(
        'file-not-json',
        `The file is not valid JSON${where}: ${plainReason(reason)}. It may be cut off or damaged.`,
      ),
      ...place,
    });
  }
}

/** A text that cannot be taken, as an error without a step. */
export function problem(code: string, message: string): Problem {
  return { severity: 'error', code, message };
}

/** The deepest nesting, counted without parsing: a parser would overflow before it could tell. */
function deepest(text: string): number {
  let depth = 0;
  let most = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const char = text.charCodeAt(index);
    if (inString) {
      if (char === 0x5c) index += 1;
      else if (char === 0x22) inString = false;
    } else if (char === 0x22) inString = true;
    else if (char === 0x5b || char === 0x7b) {
      depth += 1;
      if (depth > most) most = depth;
      if (most > MOST_LEVELS) return most;
    } else if (char === 0x5d || char === 0x7d) depth -= 1;
  }
  return most;
}

function placeOf(reason: string, text: string): { line: number; column: number } | null {
  const given = /line (\d+) column (\d+)/.exec(reason);
  if (given !== null) return { line: Number(given[1]), column: Number(given[2]) };
  const position = /position (\d+)/.exec(reason);
  const at =
    position === null ? (reason.includes('end of') ? text.length : null) : Number(position[1]);
  if (at === null) return null;
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** The engine's words without the piece of the file it quotes. */
function plainReason(reason: string): string {
  return reason
    .replace(/,? ?"?\.{3}[\s\S]*$/, '')
    .replace(/ in JSON at position[\s\S]*$/, '')
    .slice(0, 120);
}
