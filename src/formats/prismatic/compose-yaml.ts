import {
  Composer,
  Lexer,
  Parser,
  YAMLParseError,
  type CST,
  type Document,
  type LineCounter,
} from 'yaml';

/** Nesting of lists and maps: a definition has some six levels for each loop in a loop. */
export const MOST_LEVELS = 200;
const MOST_TOKENS = 5_000_000;

/** Why a text was left in the middle; `offset` is where. */
export class YamlLimit extends Error {
  override readonly name = 'YamlLimit';
  readonly code: string;
  readonly offset: number;
  constructor(code: string, offset: number, message: string) {
    super(message);
    this.code = code;
    this.offset = offset;
  }
}

/** The text as a tree of nodes; null where it holds nothing. Throws a YamlLimit as soon as one is passed. */
export function composeYaml(text: string, lines: LineCounter): Document.Parsed | null {
  const composer = new Composer({
    version: '1.2',
    schema: 'core',
    merge: false,
    resolveKnownTags: false,
    // Found by the converter: here each key would be compared with each.
    uniqueKeys: false,
    strict: true,
    logLevel: 'silent',
  });
  let first: Document.Parsed | null = null;
  for (const document of composer.compose(tokensOf(text, lines), true, text.length)) {
    if (first !== null) {
      const [start] = document.range;
      first.errors.push(
        new YAMLParseError([start, start + 1], 'MULTIPLE_DOCS', 'a second document begins here'),
      );
      break;
    }
    first = document;
  }
  return first === null || (first.contents === null && first.errors.length === 0) ? null : first;
}

function* tokensOf(text: string, lines: LineCounter): Generator<CST.Token> {
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  let count = 0;
  for (const lexeme of new Lexer().lex(text)) {
    count += 1;
    if (count > MOST_TOKENS) {
      throw new YamlLimit(
        'file-too-large',
        parser.offset,
        `The file holds more than ${MOST_TOKENS / 1_000_000} million keys, values and marks. It was not opened.`,
      );
    }
    yield* parser.next(lexeme);
    if (parser.stack.length > MOST_LEVELS) {
      throw new YamlLimit(
        'file-too-deep',
        parser.offset,
        `The file nests more than ${MOST_LEVELS} levels deep, which no integration does. It was not opened.`,
      );
    }
  }
  yield* parser.end();
}
