import type { AnyNode, Node } from 'acorn';

/** A node of the parsed code of that type. */
export type NodeOf<Type extends AnyNode['type']> = Extract<AnyNode, { readonly type: Type }>;

/** Whether a node is of the type, and then has its members. */
export function is<Type extends AnyNode['type']>(
  node: Node | null | undefined,
  type: Type,
): node is NodeOf<Type> {
  return node?.type === type;
}

const FUNCTIONS = ['ArrowFunctionExpression', 'FunctionExpression', 'FunctionDeclaration'] as const;

/** Whether a node is a function, in whichever way it is written. */
export function isFunction(
  node: Node | null | undefined,
): node is NodeOf<(typeof FUNCTIONS)[number]> {
  return FUNCTIONS.some((type) => type === node?.type);
}

/**
 * The name of a member or of an object's key, as far as the text tells it: `a` of `.a`, `['a']`, `{ a }` and `{ 'a': … }`.
 * Null for one that is computed.
 */
export function keyOf(node: Node, isComputed: boolean): string | null {
  if (is(node, 'Identifier')) return isComputed ? null : node.name;
  if (is(node, 'Literal')) return typeof node.value === 'string' ? node.value : null;
  if (!is(node, 'TemplateLiteral') || node.quasis.length !== 1) return null;
  return node.quasis[0]?.value.cooked ?? null;
}
