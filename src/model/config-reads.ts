import type { Node, Pattern, Program } from 'acorn';
import { fullAncestor } from 'acorn-walk';
import { is, isFunction, keyOf, type NodeOf } from './code-node';

/** A read of `configVars["Name"]`: where its name stands, and how it is written. */
export interface ConfigRead {
  readonly name: string;
  readonly line: number;
  readonly column: number;
  /** Of what `renamedRead` replaces, in characters of the code. */
  readonly start: number;
  readonly end: number;
  readonly form: 'text' | 'member' | 'optional-member' | 'key' | 'shorthand';
}

/** The config variables that code reads by name. */
export interface ConfigReads {
  readonly reads: readonly ConfigRead[];
  /** True where the code also takes variables in ways that no reader of it can follow. */
  readonly isOpen: boolean;
}

/**
 * What code reads of `configVars`, whether it is a member of the context or was taken out of it under this or another
 * name. By names alone: a variable of the code's own that is called configVars counts too.
 */
export function configReads(program: Program): ConfigReads {
  const reads: ConfigRead[] = [];
  const names = new Set(['configVars']);
  let isOpen = false;
  // Names first: a function that uses one may stand above the place where it is taken out.
  fullAncestor(program, (node) => {
    if (node.type !== 'ObjectPattern') return;
    for (const property of node.properties) {
      if (property.type !== 'Property' || keyOf(property.key, property.computed) !== 'configVars') {
        continue;
      }
      const target = withoutDefault(property.value);
      if (target.type === 'Identifier') names.add(target.name);
      else if (target.type === 'ObjectPattern') isOpen = readPattern(target, reads) || isOpen;
    }
  });
  fullAncestor(program, (node, _state, above) => {
    const parent = above.at(-2);
    if (!isConfigVars(node, names) || parent === undefined) return;
    // A name in a pattern or a list of parameters is where it is taken out, not where it is used.
    if (isDeclared(node, parent)) return;
    if (is(parent, 'MemberExpression') && parent.object === node) {
      const read = memberRead(parent);
      if (read === null) isOpen = true;
      else reads.push(read);
      return;
    }
    if (is(parent, 'VariableDeclarator') && parent.init === node) {
      const { id } = parent;
      if (id.type === 'ObjectPattern') {
        isOpen = readPattern(id, reads) || isOpen;
        return;
      }
    }
    isOpen = true;
  });
  return { reads, isOpen };
}

/** The code with the reads of one variable changed to another name. */
export function renameReads(
  code: string,
  reads: readonly ConfigRead[],
  from: string,
  to: string,
): string {
  let changed = code;
  const own = reads.filter(({ name }) => name === from);
  for (const read of own.toSorted((one, other) => other.start - one.start)) {
    const text = code.slice(read.start, read.end);
    changed = changed.slice(0, read.start) + renamedRead(read, text, to) + changed.slice(read.end);
  }
  return changed;
}

function renamedRead({ form, name }: ConfigRead, text: string, to: string): string {
  const isName = /^[A-Za-z_$][\w$]*$/.test(to);
  switch (form) {
    case 'text':
      return quoted(to, text.startsWith("'") ? "'" : '"');
    case 'member':
      return isName ? `.${to}` : `[${quoted(to, '"')}]`;
    case 'optional-member':
      return isName ? `?.${to}` : `?.[${quoted(to, '"')}]`;
    case 'key':
      return isName ? to : quoted(to, '"');
    case 'shorthand':
      return `${isName ? to : quoted(to, '"')}: ${name}`;
  }
}

function quoted(text: string, mark: '"' | "'"): string {
  const json = JSON.stringify(text);
  if (mark === '"') return json;
  return `'${json
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replaceAll("'", String.raw`\'`)}'`;
}

/** Notes what a pattern takes out; true where it takes the rest or something computed. */
function readPattern(pattern: NodeOf<'ObjectPattern'>, reads: ConfigRead[]): boolean {
  let isOpen = false;
  for (const property of pattern.properties) {
    const name = property.type === 'Property' ? keyOf(property.key, property.computed) : null;
    if (property.type !== 'Property' || name === null) {
      isOpen = true;
      continue;
    }
    const { key, shorthand } = property;
    const form = shorthand ? 'shorthand' : key.type === 'Literal' ? 'text' : 'key';
    reads.push(readAt(name, key, key.start, key.end, form));
  }
  return isOpen;
}

function memberRead(member: NodeOf<'MemberExpression'>): ConfigRead | null {
  const { property, computed, object, optional } = member;
  const name = keyOf(property, computed);
  if (name === null) return null;
  if (computed) return readAt(name, property, property.start, property.end, 'text');
  const form = optional ? 'optional-member' : 'member';
  return readAt(name, property, object.end, property.end, form);
}

function readAt(
  name: string,
  { loc }: Node,
  start: number,
  end: number,
  form: ConfigRead['form'],
): ConfigRead {
  const line = loc?.start.line ?? 1;
  return { name, line, column: (loc?.start.column ?? 0) + 1, start, end, form };
}

function isConfigVars(node: Node, names: ReadonlySet<string>): boolean {
  if (is(node, 'Identifier')) return names.has(node.name);
  return is(node, 'MemberExpression') && keyOf(node.property, node.computed) === 'configVars';
}

function isDeclared(node: Node, parent: Node): boolean {
  if (is(parent, 'ObjectPattern') || is(parent, 'ArrayPattern')) return true;
  if (is(parent, 'AssignmentPattern')) return parent.left === node;
  if (is(parent, 'VariableDeclarator')) return parent.id === node;
  return isFunction(parent) && parent.params.some((parameter) => parameter === node);
}

function withoutDefault(pattern: Pattern): Pattern {
  return pattern.type === 'AssignmentPattern' ? pattern.left : pattern;
}
