import type { Node, Pattern, Program } from 'acorn';
import { fullAncestor, simple } from 'acorn-walk';
import { is, isFunction, keyOf, type NodeOf } from './code-node';
import { configReads, type ConfigReads } from './config-reads';
import { parseCode, type CodeProblem } from './parse-code';
import { platformProblems } from './platform-code';
import { resultPaths, type ResultPath } from './result-paths';

/** A read of `stepResults.<key>`, wherever in the code. */
export interface ResultRead {
  readonly key: string;
  readonly line: number;
  readonly column: number;
}

/** What can be told of a code text alone. Memoised by the text: the same text is parsed once. */
export interface CodeFacts {
  readonly problems: readonly CodeProblem[];
  readonly reads: readonly ResultRead[];
  /** The same with what is read inside the results. */
  readonly paths: readonly ResultPath[];
  /** Names of `require("…")` with a literal. */
  readonly requires: readonly string[];
  readonly config: ConfigReads;
}

const known = new Map<string, CodeFacts>();
/** Of all steps of a large project: each check asks for all of them, several times. */
const MOST_KNOWN = 5_000;

/**
 * What the code says of itself. Remembered by its text: every check of a flow asks again. Never throws; code that does
 * not parse has a syntax problem.
 */
export function codeFacts(code: string): CodeFacts {
  const found = known.get(code);
  if (found !== undefined) return found;
  const facts = readCode(code);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(code, facts);
  return facts;
}

function readCode(code: string): CodeFacts {
  let program: Program;
  try {
    program = parseCode(code);
  } catch (error) {
    // Nobody can say what code reads that cannot be parsed.
    const config = { reads: [], isOpen: true };
    // The engine may take it all the same, and then the run needs its modules.
    const requires = Array.from(
      code.matchAll(/\brequire\(\s*(["'`])([^"'`]+)\1/g),
      ([, , name = '']) => name,
    );
    return { problems: [syntaxProblem(error, code)], reads: [], paths: [], requires, config };
  }
  const exported = exportedFunction(program);
  const problems = [
    ...(exported.isAssigned ? [] : [noExport(code)]),
    ...platformProblems(program, code),
  ];
  return {
    problems,
    reads: resultReads(program, exported.parameter),
    paths: resultPaths(program, exported.parameter),
    requires: requiresIn(program),
    config: configReads(program),
  };
}

function syntaxProblem(error: unknown, code: string): CodeProblem {
  const place = placeOf(error);
  const words =
    error instanceof Error ? error.message.replace(/ \(\d+:\d+\)$/, '') : 'Cannot be parsed';
  const line = code.split('\n')[place.line - 1] ?? '';
  const isModule = /^\s*(import|export)\b/.test(line);
  const message = isModule
    ? 'import and export are not supported in a Code Block. Write require("…") and module.exports = async (context, stepResults) => { … };'
    : `${words}.`;
  return { severity: 'error', code: 'code-syntax', message, ...place };
}

function placeOf(error: unknown): { line: number; column: number } {
  const loc: unknown =
    typeof error === 'object' && error !== null ? Reflect.get(error, 'loc') : null;
  const line: unknown = typeof loc === 'object' && loc !== null ? Reflect.get(loc, 'line') : 1;
  const column: unknown = typeof loc === 'object' && loc !== null ? Reflect.get(loc, 'column') : 0;
  return { line: Number(line), column: Number(column) + 1 };
}

function noExport(code: string): CodeProblem {
  const line = Math.max(1, code.trimEnd().split('\n').length);
  return {
    severity: 'warning',
    code: 'code-no-export',
    message:
      'The code exports no function. Write module.exports = async (context, stepResults) => { … };',
    line,
    column: 1,
  };
}

interface Exported {
  readonly isAssigned: boolean;
  /** The second parameter of the exported function. */
  readonly parameter: Pattern | null;
}

/** The function that `module.exports =` is given, directly or by the name of a declaration. */
function exportedFunction(program: Program): Exported {
  let value: Node | null = null;
  let isAssigned = false;
  simple(program, {
    AssignmentExpression: (node) => {
      if (!isModuleExports(node.left)) return;
      isAssigned = true;
      value = node.right;
    },
  });
  // Assigned in the visitor, which the compiler does not see.
  const target = value as Node | null;
  return { isAssigned, parameter: target === null ? null : secondParameter(target, program) };
}

function secondParameter(value: Node, program: Program): Pattern | null {
  if (isFunction(value)) return value.params[1] ?? null;
  if (!is(value, 'Identifier')) return null;
  let found: Pattern | null = null;
  simple(program, {
    FunctionDeclaration: (node) => {
      if (node.id?.name === value.name) found = node.params[1] ?? null;
    },
    VariableDeclarator: (node) => {
      const named = is(node.id, 'Identifier') && node.id.name === value.name;
      if (named && isFunction(node.init)) found = node.init.params[1] ?? null;
    },
  });
  return found;
}

/** Reads of results through the exported function's second parameter, whatever it is called or taken apart into. */
function resultReads(program: Program, parameter: Pattern | null): ResultRead[] {
  if (parameter === null) return [];
  if (parameter.type === 'ObjectPattern') return patternReads(parameter);
  const pattern = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
  if (pattern.type === 'ObjectPattern') return patternReads(pattern);
  if (pattern.type !== 'Identifier') return [];
  const { name } = pattern;
  const reads: ResultRead[] = [];
  fullAncestor(program, (node, _state, above) => {
    if (!is(node, 'Identifier') || node.name !== name) return;
    const around = above.at(-2);
    if (around === undefined) return;
    reads.push(...readsAround(node, around));
  });
  return reads;
}

function readsAround(node: Node, around: Node): ResultRead[] {
  if (is(around, 'MemberExpression') && around.object === node) {
    const key = keyOf(around.property, around.computed);
    return key === null ? [] : [readAt(key, around.property)];
  }
  if (
    is(around, 'VariableDeclarator') &&
    around.init === node &&
    around.id.type === 'ObjectPattern'
  ) {
    return patternReads(around.id);
  }
  return [];
}

function patternReads(pattern: NodeOf<'ObjectPattern'>): ResultRead[] {
  return pattern.properties.flatMap((property) => {
    if (property.type !== 'Property') return [];
    const key = keyOf(property.key, property.computed);
    return key === null ? [] : [readAt(key, property.key)];
  });
}

function readAt(key: string, { loc }: Node): ResultRead {
  return { key, line: loc?.start.line ?? 1, column: (loc?.start.column ?? 0) + 1 };
}

function requiresIn(program: Program): string[] {
  const names = new Set<string>();
  simple(program, {
    CallExpression: ({ callee, arguments: [first] }) => {
      if (!is(callee, 'Identifier') || callee.name !== 'require' || first === undefined) return;
      const name = keyOf(first, true);
      if (name !== null) names.add(name);
    },
  });
  return [...names];
}

function isModuleExports(node: Node): boolean {
  if (!is(node, 'MemberExpression') || node.computed) return false;
  const { object, property } = node;
  return (
    is(object, 'Identifier') && object.name === 'module' && keyOf(property, false) === 'exports'
  );
}
