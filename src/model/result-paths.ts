import type { Expression, Function as FunctionNode, Node, Pattern, Program } from 'acorn';
import { fullAncestor } from 'acorn-walk';

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
  const isCalled = around?.type === 'CallExpression' && Reflect.get(around, 'callee') === node;
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
  if (around?.type !== 'BinaryExpression') return undefined;
  const { operator, left, right } = around as unknown as {
    operator: string;
    left: Node;
    right: Node;
  };
  const other: unknown = Reflect.get(left === node ? right : left, 'value');
  if (/^[!=]==?$/.test(operator)) {
    return ['string', 'number', 'boolean'].includes(typeof other) ? other : undefined;
  }
  return ['-', '*', '/', '%', '<', '>', '<=', '>='].includes(operator) ? 0 : undefined;
}

/** The path of an expression; null for one that is not of the parameter. */
function pathOf(node: Node, names: ReadonlyMap<string, Path>): Path | null {
  switch (node.type) {
    case 'Identifier':
      return names.get(String(Reflect.get(node, 'name'))) ?? null;
    case 'ChainExpression':
      return pathOf(part(node, 'expression'), names);
    case 'AwaitExpression':
      return pathOf(part(node, 'argument'), names);
    case 'LogicalExpression':
      return pathOf(part(node, 'left'), names);
    case 'MemberExpression': {
      const path = pathOf(part(node, 'object'), names);
      return path === null ? null : [...path, memberName(node)];
    }
    case 'CallExpression': {
      const path = pathOf(part(node, 'callee'), names);
      const method = path?.at(-1);
      if (path === null || method === undefined) return null;
      if (SAME_LIST.has(method)) return path.slice(0, -1);
      return ONE_ITEM.has(method) ? [...path.slice(0, -1), ITEM] : null;
    }
    default:
      return null;
  }
}

/** True where the node is a part of a longer path, which is noted whole. */
function isInner(node: Node, around: Node): boolean {
  switch (around.type) {
    case 'MemberExpression':
      return Reflect.get(around, 'object') === node;
    case 'ChainExpression':
    case 'AwaitExpression':
      return true;
    case 'LogicalExpression':
      return Reflect.get(around, 'left') === node;
    default:
      return false;
  }
}

/** Gives names to what a declaration, a loop over a list or a callback of one takes. */
function bindNode(node: Node, names: Map<string, Path>, note: Note): void {
  if (node.type === 'VariableDeclarator') {
    const init: unknown = Reflect.get(node, 'init');
    const path = isNode(init) ? pathOf(init, names) : null;
    if (path !== null) bind(part(node, 'id') as Pattern, path, names, note);
  } else if (node.type === 'ForOfStatement') {
    const path = pathOf(part(node, 'right'), names);
    const left = part(node, 'left');
    const declared: unknown = Reflect.get(left, 'declarations');
    const target: unknown = Array.isArray(declared)
      ? Reflect.get(declared[0] as object, 'id')
      : left;
    if (path !== null && isNode(target)) bind(target as Pattern, [...path, ITEM], names, note);
  } else if (node.type === 'CallExpression') {
    bindCallback(node, names, note);
  }
}

function bindCallback(call: Node, names: Map<string, Path>, note: Note): void {
  const callee = part(call, 'callee');
  if (callee.type !== 'MemberExpression') return;
  const method = memberName(callee);
  const path = pathOf(part(callee, 'object'), names);
  const [callback] = Reflect.get(call, 'arguments') as readonly Expression[];
  if (path === null || callback === undefined || !LIST_METHODS.has(method)) return;
  if (callback.type !== 'ArrowFunctionExpression' && callback.type !== 'FunctionExpression') return;
  const { params } = callback as FunctionNode;
  const item = params[method.startsWith('reduce') ? 1 : 0];
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
        const inner = [...path, keyName(property.key, property.computed)];
        note(inner);
        bind(property.value, inner, names, note);
      }
      return;
    case 'MemberExpression':
    case 'RestElement':
  }
}

/** A name that is computed stands for any item. */
function memberName(member: Node): string {
  return keyName(part(member, 'property'), Reflect.get(member, 'computed') === true);
}

function keyName(key: Node, isComputed: boolean): string {
  if (!isComputed && key.type === 'Identifier') return String(Reflect.get(key, 'name'));
  const value: unknown = Reflect.get(key, 'value');
  return typeof value === 'string' ? value : ITEM;
}

function part(node: Node, name: string): Node {
  // A member that every node of this type has.
  return Reflect.get(node, name) as Node;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
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
