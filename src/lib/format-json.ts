/**
 * Indents JSON without touching a number or a text in it: `JSON.parse` would round long ids.
 * The text must be valid JSON.
 */
export function formatJson(text: string): string {
  let out = '';
  let depth = 0;
  for (const token of text.match(TOKEN) ?? []) {
    if (token === '{' || token === '[') {
      depth += 1;
      out += `${token}\n${'  '.repeat(depth)}`;
    } else if (token === '}' || token === ']') {
      depth -= 1;
      const isEmpty = /[[{]\s*$/u.test(out.slice(-2 - 2 * (depth + 1)));
      out = isEmpty ? out.trimEnd() + token : `${out}\n${'  '.repeat(depth)}${token}`;
    } else if (token === ',') {
      out += `,\n${'  '.repeat(depth)}`;
    } else if (token === ':') {
      out += ': ';
    } else {
      out += token;
    }
  }
  return out;
}

/** A text, a bracket or mark, or a number, true, false and null. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+/gu;
