export type JsonCheck =
  | { readonly isValid: true }
  | {
      readonly isValid: false;
      /** What is wrong, without the place. */
      readonly reason: string;
      /** Both from 1; absent where the browser does not say. */
      readonly line?: number;
      readonly column?: number;
    };

/** Whether a text is JSON, and where it stops being. */
export function checkJson(text: string): JsonCheck {
  try {
    JSON.parse(text);
    return { isValid: true };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const reason = message.replace(/\s*(?:in JSON )?at (?:position|line).*$/u, '');
    return { isValid: false, reason: shortened(reason), ...placeIn(message, text) };
  }
}

/** Browsers tell the place in the message only, each in its own words. */
function placeIn(message: string, text: string): { line?: number; column?: number } {
  const place = /line (\d+) column (\d+)/u.exec(message);
  if (place !== null) return { line: Number(place[1]), column: Number(place[2]) };
  const position = /position (\d+)/u.exec(message);
  const isEnd = /unexpected end/iu.test(message);
  if (position === null && !isEnd) return {};
  const before = text.slice(0, position === null ? text.length : Number(position[1])).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** V8 quotes the surroundings, which may be long. */
function shortened(reason: string): string {
  const plain = reason.replace(/, (?:\.\.\.)?".*$/su, '');
  return plain.length > 120 ? `${plain.slice(0, 120)}…` : plain;
}
