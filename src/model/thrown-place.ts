import type { Expression, Node, Program, SpreadElement } from 'acorn';
import { fullAncestor } from 'acorn-walk';
import { is, isFunction, type NodeOf } from './code-node';
import { parseCode } from './parse-code';

interface Place {
  readonly line: number;
  readonly column: number;
}

/** Whether an expression gives the thrown value. */
type Verdict = 'yes' | 'no' | 'maybe';

interface Origin {
  readonly node: Node;
  readonly verdict: Verdict;
  readonly isThrow: boolean;
}

/**
 * Where code threw a value that is no Error, which carries no place with it. `thrown` is its JSON text, or "undefined".
 * Null unless there is only one place that it can come from: no line is better than a wrong one.
 */
export function thrownPlace(code: string, thrown: string): Place | null {
  let program: Program;
  try {
    program = parseCode(code);
  } catch {
    return null;
  }
  const { origins, callsOthers } = originsIn(program, thrown);
  const possible = origins.filter(({ verdict }) => verdict !== 'no');
  const [only] = possible;
  if (only === undefined || possible.length > 1) return null;
  if (only.verdict === 'maybe' && (callsOthers || !only.isThrow)) return null;
  const start = only.node.loc?.start;
  return start === undefined ? null : { line: start.line, column: start.column + 1 };
}

/** Members that hand a value on as a rejection or an exception. */
const REJECTING = new Set(['reject', 'abort', 'throw']);

function originsIn(
  program: Program,
  thrown: string,
): { readonly origins: readonly Origin[]; readonly callsOthers: boolean } {
  const origins: Origin[] = [];
  const rejecters = rejecterNames(program);
  let callsOthers = false;
  fullAncestor(program, (node, _state, above) => {
    if (is(node, 'ThrowStatement')) {
      origins.push({ node, verdict: judge(node.argument, thrown), isThrow: true });
      return;
    }
    if (is(node, 'CallExpression')) {
      const { callee } = node;
      const [first] = node.arguments;
      const isRejecting = is(callee, 'Identifier')
        ? rejecters.has(callee.name)
        : is(callee, 'MemberExpression') &&
          is(callee.property, 'Identifier') &&
          REJECTING.has(callee.property.name);
      if (isRejecting) origins.push({ node, verdict: judge(first, thrown), isThrow: false });
      // What others' code throws, nobody can see here.
      if (is(callee, 'Identifier') && (callee.name === 'require' || callee.name === 'eval'))
        callsOthers = true;
      return;
    }
    if (!is(node, 'Identifier') || !rejecters.has(node.name)) return;
    const around = above.at(-2);
    const isCalled = is(around, 'CallExpression') && around.callee === node;
    const isParameter = isFunction(around) && around.params.includes(node);
    // Handed on, it may be called with anything.
    if (!isCalled && !isParameter) origins.push({ node, verdict: 'maybe', isThrow: false });
  });
  return { origins, callsOthers };
}

/** What the second parameter of a promise's function is called. */
function rejecterNames(program: Program): ReadonlySet<string> {
  const names = new Set<string>();
  fullAncestor(program, (node) => {
    if (!is(node, 'NewExpression')) return;
    const [executor] = node.arguments;
    if (!isFunction(executor)) return;
    const second = executor.params[1];
    if (is(second, 'Identifier')) names.add(second.name);
  });
  return names;
}

function judge(expression: Expression | SpreadElement | undefined, thrown: string): Verdict {
  if (expression === undefined) return said(thrown === 'undefined');
  const isObject = thrown.startsWith('{') || thrown.startsWith('[');
  if (is(expression, 'Literal')) return judgeLiteral(expression, thrown);
  if (is(expression, 'TemplateLiteral')) {
    const texts = expression.quasis.map(({ value }) => value.cooked ?? '');
    return judgeTemplate(texts, thrown);
  }
  if (is(expression, 'ObjectExpression')) return said(thrown.startsWith('{'));
  if (is(expression, 'ArrayExpression')) return said(thrown.startsWith('['));
  // An object, whatever its class.
  if (is(expression, 'NewExpression')) return isObject ? 'maybe' : 'no';
  if (is(expression, 'Identifier') && expression.name === 'undefined')
    return said(thrown === 'undefined');
  return 'maybe';
}

function judgeLiteral({ value, regex }: NodeOf<'Literal'>, thrown: string): Verdict {
  if (regex != null) return thrown.startsWith('{') ? 'maybe' : 'no';
  // A BigInt is never among the texts.
  return said(typeof value !== 'bigint' && JSON.stringify(value ?? null) === thrown);
}

/** By the texts between the expressions, where there are any. */
function judgeTemplate(texts: readonly string[], thrown: string): Verdict {
  const value = textOf(thrown);
  if (value === null) return 'no';
  const [first = '', ...others] = texts;
  const last = others.pop();
  if (last === undefined) return said(value === first);
  if (!value.startsWith(first) || !value.endsWith(last)) return 'no';
  return first === '' && last === '' ? 'maybe' : 'yes';
}

/** Null for what is no text, or not what it says: it comes from untrusted code. */
function textOf(thrown: string): string | null {
  try {
    const value: unknown = JSON.parse(thrown);
    return typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}

function said(isSame: boolean): Verdict {
  return isSame ? 'yes' : 'no';
}
