import type { Node, Pattern, Program } from 'acorn';
import { fullAncestor } from 'acorn-walk';
import { is, isFunction, keyOf, type NodeOf } from './code-node';

/** Any item of a list, in a path. */
export const ITEM = '[]';

/** What code reads of its second parameter: the step's key, `results` or `currentItem`, and names inside. */
export interface ResultPath {
  readonly path: readonly string[];
  /** A value that fits what is done with it there; absent where nothing tells. */
  readonly sample?: unknown;
}

type Path = readonly string[];

const MOST_PATHS = 500;

/**
 * The paths that code reads of a parameter, through variables, patterns, loops and the usual methods of lists. By names
 * alone, as far as they lead: enough for a sensible start, no proof of anything.
 */
export function resultPaths(program: Program, parameter: Pattern | null): readonly ResultPath[] {
  if (parameter === null) return [];
  const names = new Map<string, Path>();
  const found = new Map<string, ResultPath>();
  const note = (path: Path, sample?: unknown) => {
    if (path.length < 2 || found.size >= MOST_PATHS) return;
    const key = JSON.stringify(path);
    if (sample !== undefined || !found.has(key))
      found.set(key, sample === undefined ? { path } : { path, sample });
  };
  bind(parameter, [], names, note);
  // A variable may be made of one that stands below it in the text: a few rounds find all that matter.
  for (let size = -1; size !== names.size;) {
    size = names.size;
    fullAncestor(program, (node) => bindNode(node, names, note));
  }
  fullAncestor(program, (node, _state, above) => {
    const path = pathOf(node, names);
    const around = above.at(-2);
    if (path === null || around === undefined || isInner(node, around)) return;
    noteUse(path, node, above, note);
  });
  return [...found.values()];
}

type Note = (path: Path, sample?: unknown) => void;

/** Notes a read with what is done with it: the call of a method, an operator, a comparison. */
function noteUse(path: Path, node: Node, above: readonly Node[], note: Note): void {
  const around = above.at(-2);
  const name = path.at(-1);
  const isCalled = is(around, 'CallExpression') && around.callee === node;
  if (isCalled && name !== undefined && path.length > 2) {
    const owner = path.slice(0, -1);
    if (LIST_METHODS.has(name)) note([...owner, ITEM]);
    else if (TEXT_METHODS.has(name)) note(owner, 'text');
    else if (NUMBER_METHODS.has(name)) note(owner, 0);
    else note(owner);
    return;
  }
  if (name === 'length' && path.length > 2) note(path.slice(0, -1));
  else note(path, sampleFrom(node, around));
}

function sampleFrom(node: Node, around: Node | undefined): unknown {
  if (!is(around, 'BinaryExpression')) return undefined;
  const { operator, left, right } = around;
  const beside = left === node ? right : left;
  const other = is(beside, 'Literal') ? beside.value : undefined;
  if (/^[!=]==?$/.test(operator)) {
    return ['string', 'number', 'boolean'].includes(typeof other) ? other : undefined;
  }
  return ['-', '*', '/', '%', '<', '>', '<=', '>='].includes(operator) ? 0 : undefined;
}

/** The path of an expression; null for one that is not of the parameter. */
function pathOf(node: Node, names: ReadonlyMap<string, Path>): Path | null {
  if (is(node, 'Identifier')) return names.get(node.name) ?? null;
  if (is(node, 'ChainExpression')) return pathOf(node.expression, names);
  if (is(node, 'AwaitExpression')) return pathOf(node.argument, names);
  if (is(node, 'LogicalExpression')) return pathOf(node.left, names);
  if (is(node, 'MemberExpression')) {
    const path = pathOf(node.object, names);
    return path === null ? null : [...path, memberName(node)];
  }
  if (!is(node, 'CallExpression')) return null;
  const path = pathOf(node.callee, names);
  const method = path?.at(-1);
  if (path === null || method === undefined) return null;
  if (SAME_LIST.has(method)) return path.slice(0, -1);
  return ONE_ITEM.has(method) ? [...path.slice(0, -1), ITEM] : null;
}

/** True where the node is a part of a longer path, which is noted whole. */
function isInner(node: Node, around: Node): boolean {
  if (is(around, 'MemberExpression')) return around.object === node;
  if (is(around, 'LogicalExpression')) return around.left === node;
  return is(around, 'ChainExpression') || is(around, 'AwaitExpression');
}

/** Gives names to what a declaration, a loop over a list or a callback of one takes. */
function bindNode(node: Node, names: Map<string, Path>, note: Note): void {
  if (is(node, 'VariableDeclarator')) {
    const path = node.init == null ? null : pathOf(node.init, names);
    if (path !== null) bind(node.id, path, names, note);
  } else if (is(node, 'ForOfStatement')) {
    const { left } = node;
    const path = pathOf(node.right, names);
    const target = left.type === 'VariableDeclaration' ? left.declarations[0]?.id : left;
    if (path !== null && target !== undefined) bind(target, [...path, ITEM], names, note);
  } else if (is(node, 'CallExpression')) {
    bindCallback(node, names, note);
  }
}

function bindCallback(
  { callee, arguments: [callback] }: NodeOf<'CallExpression'>,
  names: Map<string, Path>,
  note: Note,
): void {
  if (callee.type !== 'MemberExpression' || !isFunction(callback)) return;
  const method = memberName(callee);
  const path = pathOf(callee.object, names);
  if (path === null || !LIST_METHODS.has(method)) return;
  const item = callback.params[method.startsWith('reduce') ? 1 : 0];
  if (item !== undefined) bind(item, [...path, ITEM], names, note);
}

/** Gives a pattern's names their paths, and notes those that it reads by name. */
function bind(pattern: Pattern, path: Path, names: Map<string, Path>, note: Note): void {
  switch (pattern.type) {
    case 'Identifier':
      if (!names.has(pattern.name)) names.set(pattern.name, path);
      return;
    case 'AssignmentPattern':
      bind(pattern.left, path, names, note);
      return;
    case 'ArrayPattern':
      for (const element of pattern.elements) {
        if (element !== null) bind(element, [...path, ITEM], names, note);
      }
      return;
    case 'ObjectPattern':
      for (const property of pattern.properties) {
        if (property.type !== 'Property') continue;
        const inner = [...path, keyOf(property.key, property.computed) ?? ITEM];
        note(inner);
        bind(property.value, inner, names, note);
      }
      return;
    case 'MemberExpression':
    case 'RestElement':
  }
}

/** A name that is computed stands for any item. */
function memberName({ property, computed }: NodeOf<'MemberExpression'>): string {
  return keyOf(property, computed) ?? ITEM;
}

const SAME_LIST = new Set([
  'filter',
  'slice',
  'sort',
  'toSorted',
  'reverse',
  'toReversed',
  'concat',
]);
const ONE_ITEM = new Set(['find', 'findLast', 'at', 'pop', 'shift']);
const LIST_METHODS = new Set([
  ...SAME_LIST,
  ...ONE_ITEM,
  'map',
  'flatMap',
  'forEach',
  'some',
  'every',
  'findIndex',
  'reduce',
  'reduceRight',
  'join',
  'push',
  'entries',
]);
const TEXT_METHODS = new Set([
  'trim',
  'split',
  'toLowerCase',
  'toUpperCase',
  'startsWith',
  'endsWith',
  'replace',
  'replaceAll',
  'match',
  'padStart',
  'padEnd',
  'substring',
  'charAt',
  'localeCompare',
]);
const NUMBER_METHODS = new Set(['toFixed', 'toPrecision']);
