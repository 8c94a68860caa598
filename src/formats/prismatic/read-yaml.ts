import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  Scalar,
  type Document,
  type YAMLError,
  type YAMLMap,
} from 'yaml';
import { problem } from '@/formats/json-text';
import { err, ok, type Result } from '@/lib/result';
import { isObject } from '@/model/kept';
import type { Problem } from '@/plan/problem';
import { composeYaml, YamlLimit } from './compose-yaml';

/** The largest text that is read: four times the largest definition that is known of. */
const MOST_CHARACTERS = 20_000_000;
/** Values that aliases may repeat, all together. A bomb repeats lists of lists of lists. */
const MOST_REPEATED = 100_000;
const MOST_PROBLEMS = 20;

/** Data of a YAML text, and where in the text each of its values stands. */
export interface YamlData {
  readonly data: unknown;
  /** Of the value at a path, or of the innermost value on the way to it. */
  readonly placeOf: (path: readonly PropertyKey[]) => Place;
}

/** Both from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/**
 * Reads one document of YAML 1.2's core schema with merge keys, as the platform's readers do. Text of any size, depth
 * and number of aliases gives data, or problems with their place; nothing throws.
 */
export function readYaml(text: string): Result<YamlData, readonly Problem[]> {
  if (text.length > MOST_CHARACTERS) {
    const size = Math.round(text.length / 1_000_000);
    const most = MOST_CHARACTERS / 1_000_000;
    return err([
      problem(
        'file-too-large',
        `The file has ${size} million characters; up to ${most} million are read. It was not opened.`,
      ),
    ]);
  }
  const lines = new LineCounter();
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  try {
    const document = composeYaml(text, lines);
    if (document === null) return err([problem('file-empty', 'The file is empty.')]);
    const faults = [...document.errors, ...document.warnings.filter(isUnknownTag)];
    if (faults.length > 0) {
      return err(
        faults
          .slice(0, MOST_PROBLEMS)
          .map((fault) => withPlace(yamlProblem(fault), placeAt(fault.pos[0]))),
      );
    }
    const data = new Converter().convert(document.contents, 1);
    return ok({ data, placeOf: (path) => placeAt(offsetOf(document, path)) });
  } catch (error) {
    if (!(error instanceof YamlLimit)) throw error;
    return err([withPlace(problem(error.code, error.message), placeAt(error.offset))]);
  }
}

/** The problem, its message led by its place. */
export function withPlace(found: Problem, { line, column }: Place): Problem {
  return { ...found, message: `Line ${line}, column ${column}: ${found.message}`, line, column };
}

function isUnknownTag({ code }: YAMLError): boolean {
  return code === 'TAG_RESOLVE_FAILED';
}

function yamlProblem({ code, message }: YAMLError): Problem {
  if (code === 'MULTIPLE_DOCS') {
    return problem(
      'file-not-yaml',
      'a second document begins here. A file holds one integration: keep one of them.',
    );
  }
  if (code === 'TAG_RESOLVE_FAILED') {
    const tag = /: (\S+)$/.exec(message)?.[1] ?? '';
    return problem('file-not-yaml', `the type ${tag} is none that the platform knows. Remove it.`);
  }
  return problem(
    'file-not-yaml',
    `this is not valid YAML. ${message.slice(0, 200)}. The file may be cut off or damaged.`,
  );
}

interface Anchored {
  readonly data: unknown;
  readonly size: number;
}

/** Makes plain data of nodes. By its own hand: only so are repeats counted before they are made. */
class Converter {
  readonly #anchors = new Map<string, Anchored | 'open'>();
  #made = 0;
  #repeated = 0;

  convert(node: unknown, level: number): unknown {
    this.#made += 1;
    if (isAlias(node)) return this.#repeat(node.source, node.range?.[0] ?? 0);
    const anchor = isMap(node) || isSeq(node) || isScalar(node) ? node.anchor : undefined;
    if (anchor === undefined) return this.#convertContent(node, level);
    const before = this.#made;
    this.#anchors.set(anchor, 'open');
    const data = this.#convertContent(node, level);
    this.#anchors.set(anchor, { data, size: this.#made - before + 1 });
    return data;
  }

  #convertContent(node: unknown, level: number): unknown {
    if (isScalar(node)) return node.value ?? null;
    if (isMap(node)) return this.#convertMap(node, level);
    if (isSeq(node)) return node.items.map((item) => this.convert(item, level + 1));
    return null;
  }

  #convertMap(map: YAMLMap, level: number): unknown {
    const members = new Map<string, unknown>();
    const merged: unknown[] = [];
    for (const { key, value } of map.items) {
      const offset = startOf(key) ?? startOf(value) ?? startOf(map) ?? 0;
      if (isMergeKey(key)) {
        merged.push(...this.#mergeSources(value, level, offset));
        continue;
      }
      const name = this.#keyText(key, level, offset);
      if (members.has(name)) {
        throw new YamlLimit(
          'file-duplicate-key',
          offset,
          `the key “${name.slice(0, 100)}” stands twice in one map. Remove one of them.`,
        );
      }
      members.set(name, this.convert(value, level + 1));
    }
    for (const source of merged) {
      for (const [key, value] of Object.entries(source ?? {})) {
        if (!members.has(key)) members.set(key, value);
      }
    }
    // Made by definition, not assignment: a key `__proto__` is a key like any other.
    return Object.fromEntries(members);
  }

  #keyText(key: unknown, level: number, offset: number): string {
    const text = keyOf(this.convert(key, level + 1));
    if (text !== null) return text;
    throw new YamlLimit('file-wrong-type', offset, 'a key must be text, not a list or a map.');
  }

  #mergeSources(value: unknown, level: number, offset: number): readonly unknown[] {
    const data = this.convert(value, level + 1);
    const sources = Array.isArray(data) ? data : [data];
    if (sources.every((source) => isObject(source))) return sources;
    throw new YamlLimit('file-wrong-type', offset, 'the merge key << must name a map, or maps.');
  }

  #repeat(name: string, offset: number): unknown {
    const anchored = this.#anchors.get(name);
    if (anchored === undefined) {
      throw new YamlLimit(
        'file-not-yaml',
        offset,
        `the alias *${name.slice(0, 100)} repeats something that does not stand before it.`,
      );
    }
    if (anchored === 'open') {
      throw new YamlLimit(
        'file-not-yaml',
        offset,
        `the alias *${name.slice(0, 100)} would repeat what it stands in, without end.`,
      );
    }
    this.#repeated += anchored.size;
    this.#made += anchored.size;
    if (this.#repeated > MOST_REPEATED) {
      throw new YamlLimit(
        'file-too-large',
        offset,
        `aliases repeat more than ${MOST_REPEATED} values. Nothing was opened: a file like this is made to fill the memory.`,
      );
    }
    // A copy: what is edited in one place must not change in the other.
    return structuredClone(anchored.data);
  }
}

/** A number or `true` is a key by its text, as in the platform's data. */
function keyOf(value: unknown): string | null {
  if (value === null) return '';
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : null;
}

function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.value === '<<' && key.type === Scalar.PLAIN;
}

function startOf(node: unknown): number | undefined {
  if (isScalar(node) || isMap(node) || isSeq(node) || isAlias(node)) return node.range?.[0];
  return undefined;
}

function offsetOf(document: Document.Parsed, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const part of path) {
    const next: unknown = isMap(node)
      ? node.items.find(({ key }) => isScalar(key) && keyOf(key.value) === String(part))?.value
      : isSeq(node) && typeof part === 'number'
        ? node.items[part]
        : undefined;
    const start = startOf(next);
    if (start === undefined) return offset;
    offset = start;
    node = next;
  }
  return offset;
}
