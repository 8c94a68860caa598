/** Whether a text is JSON, and else what is wrong with it and where. */
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

/** Browsers tell the place in the message only, each in its own words, and V8 of short texts not at all. */
function placeIn(message: string, text: string): { line: number; column: number } {
  const place = /line (\d+) column (\d+)/u.exec(message);
  if (place !== null) return { line: Number(place[1]), column: Number(place[2]) };
  const position = /position (\d+)/u.exec(message);
  const end = position === null ? firstFault(text) : Number(position[1]);
  const before = text.slice(0, end).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** Where a text stops being JSON; its length where more should follow. */
function firstFault(text: string): number {
  const open: string[] = [];
  let expects: Expected = 'value';
  let at = 0;
  for (;;) {
    TOKEN.lastIndex = at;
    const [token = '', space = '', mark = ''] = TOKEN.exec(text) ?? [];
    const start = at + space.length;
    const isValue = expects === 'value' || expects === 'value or end';
    const isKey = expects === 'key' || expects === 'key or end';
    if (mark === '') return start;
    if ((mark === '{' || mark === '[') && isValue) {
      open.push(mark);
      expects = mark === '{' ? 'key or end' : 'value or end';
    } else if (mark === '}' || mark === ']') {
      const isEnd =
        expects === 'comma' || expects === (mark === '}' ? 'key or end' : 'value or end');
      if (!isEnd || open.pop() !== (mark === '}' ? '{' : '[')) return start;
      expects = 'comma';
    } else if (mark === ',') {
      if (expects !== 'comma' || open.length === 0) return start;
      expects = open.at(-1) === '{' ? 'key' : 'value';
    } else if (mark === ':') {
      if (expects !== 'colon') return start;
      expects = 'value';
    } else if (isKey && mark.startsWith('"')) expects = 'colon';
    else if (isValue) expects = 'comma';
    else return start;
    at += token.length;
  }
}

type Expected = 'value' | 'value or end' | 'key' | 'key or end' | 'colon' | 'comma';

/** White space, then a bracket or mark, a text, a number or a word; nothing where there is none of them. */
const TOKEN =
  // oxlint-disable-next-line no-control-regex
  /([ \t\n\r]*)([{}[\],:]|"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)?/y;

/** V8 quotes the surroundings, which may be long. */
function shortened(reason: string): string {
  const plain = reason.replace(/, (?:\.\.\.)?".*$/su, '');
  return plain.length > 120 ? `${plain.slice(0, 120)}…` : plain;
}
