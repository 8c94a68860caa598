/** Tags that HTML has no end of. */
const VOID = [
  'area',
  'base',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'source',
  'track',
  'wbr',
];

/** What is wrong with a text as XML, with its place; null where nothing is. */
export function xmlProblem(text: string): string | null {
  const found = new DOMParser()
    .parseFromString(text, 'application/xml')
    .querySelector('parsererror');
  return found === null ? null : `This is not well-formed XML${readXmlError(found.textContent)}`;
}

/** The place and the reason in what a browser says; each has its own words. */
export function readXmlError(words: string): string {
  const place = /line (?:number )?(\d+)(?: at|,) column (\d+)/i.exec(words);
  const reason = /at column \d+: ([^\n]+)/.exec(words)?.[1] ?? /Error: ([^\n]+)/.exec(words)?.[1];
  const where = place === null ? '' : `, line ${place[1] ?? ''}, column ${place[2] ?? ''}`;
  return reason === undefined ? `${where}.` : `${where}: ${withoutDot(reason)}.`;
}

/** What is not well-formed in a text as HTML: tags that are not closed, or closed in another order. */
export async function htmlProblem(text: string): Promise<string | null> {
  if (text.trim() === '') return null;
  const { XMLValidator } = await import('fast-xml-parser');
  const answer = XMLValidator.validate(`<x>${asXml(text)}</x>`, {
    allowBooleanAttributes: true,
    unpairedTags: VOID,
  });
  if (answer === true) return null;
  const { msg, line, col } = answer.err;
  const reason = msg.replaceAll(
    /line (\d+), col (\d+)/g,
    (_, at: string, column: string) => `line ${at}, column ${own(Number(at), Number(column))}`,
  );
  return `This is not well-formed HTML, line ${line}, column ${own(line, col)}: ${withoutDot(reason)}.`;
}

/** Where HTML is freer than XML, something of the same length that XML takes. */
function asXml(text: string): string {
  return text
    .replaceAll(/<!doctype[^>]*>/gi, blank)
    .replaceAll(
      /(<(script|style)\b[^>]*>)([\s\S]*?)(<\/\2\s*>)/gi,
      (_, open: string, _tag, body: string, close: string) => open + blank(body) + close,
    )
    .replaceAll('&', ' ')
    .replaceAll(/<\/?[a-z][\w-]*/gi, (tag) => tag.toLowerCase());
}

function blank(text: string): string {
  return text.replaceAll(/[^\n]/g, ' ');
}

/** The first line stands behind a tag of ours. */
function own(line: number, column: number): number {
  return line === 1 ? Math.max(1, column - '<x>'.length) : column;
}

function withoutDot(text: string): string {
  return text.trim().replace(/\.$/, '');
}
