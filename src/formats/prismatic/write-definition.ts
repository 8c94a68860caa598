import { Document, Pair, Scalar, YAMLMap, YAMLSeq, type Node } from 'yaml';
import type { Definition } from './definition';

/**
 * The definition as YAML: keys in their own order, code and all texts of several lines as literal blocks, no aliases,
 * no folded lines. Readers of YAML 1.1 and of 1.2 find the same data in it.
 */
export function writeDefinition(definition: Definition): string {
  const document = new Document(null, { schema: 'core', compat: 'yaml-1.1' });
  document.contents = toNode(definition, null);
  const text = document.toString({ lineWidth: 0, doubleQuotedAsJSON: true });
  // Those are in double quotes by now. Some readers take them for ends of lines, or refuse them.
  return text.replace(UNPRINTABLE, escaped);
}

const UNPRINTABLE = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;
/**
 * Anything of it stands in double quotes, where each has an escape; a carriage return would be lost elsewhere, and a
 * tab before all else, or nothing but spaces, is indentation to some readers.
 */
const NEEDS_QUOTES =
  // oxlint-disable-next-line no-control-regex -- control characters are what it looks for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff\p{Surrogate}]|^[ \n]*(?:\t|$)/u;
/** Without quotes the merge key and the default of YAML 1.1, or a text whose tab a reader may take for a space. */
const MEANS_MORE = /^(?:<<|=)$|\t/;

function toNode(value: unknown, key: string | null): Node {
  if (typeof value === 'string') return textNode(value, key === 'code');
  if (Array.isArray(value)) {
    const list = new YAMLSeq();
    // An element of a list under `code` is no code.
    list.items = value.map((item) => toNode(item, null));
    return list;
  }
  if (typeof value === 'object' && value !== null) return mapNode(value, key === 'code');
  return new Scalar(value ?? null);
}

function mapNode(value: object, isCodeInput: boolean): Node {
  const map = new YAMLMap();
  map.items = Object.entries(value).map(([key, member]) => {
    const isCode = isCodeInput && key === 'value' && typeof member === 'string';
    return new Pair(keyNode(key), isCode ? textNode(member, true) : toNode(member, key));
  });
  return map;
}

function keyNode(key: string): Node {
  const node = new Scalar(key);
  if (NEEDS_QUOTES.test(key) || MEANS_MORE.test(key) || key.includes('\n')) {
    node.type = Scalar.QUOTE_DOUBLE;
  }
  return node;
}

function textNode(text: string, isCode: boolean): Node {
  const node = new Scalar(text);
  if (NEEDS_QUOTES.test(text)) node.type = Scalar.QUOTE_DOUBLE;
  else if (text.includes('\n') || (isCode && text.trim() !== '')) node.type = Scalar.BLOCK_LITERAL;
  else if (MEANS_MORE.test(text)) node.type = Scalar.QUOTE_DOUBLE;
  return node;
}

function escaped(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
