import type { CallExpression, Node, ObjectExpression, Program } from 'acorn';
import { ancestor, full, simple } from 'acorn-walk';
import { RULE_SOURCES } from '@/plan/limits';
import { is, isFunction, keyOf } from './code-node';
import type { CodeProblem } from './parse-code';

/** Names that a page has and Node has not: code that uses them runs in a browser at most. */
const BROWSER_NAMES = new Set([
  'alert',
  'confirm',
  'document',
  'FileReader',
  'history',
  'indexedDB',
  'localStorage',
  'location',
  'matchMedia',
  'prompt',
  'requestAnimationFrame',
  'sessionStorage',
  'window',
  'Worker',
  'XMLHttpRequest',
]);

const RESPONSE_KEYS = ['statusCode', 'contentType', 'headers', 'body'];

/** What in a code text would differ or fail on the platform, as far as the text alone tells. */
export function platformProblems(program: Program, code: string): readonly CodeProblem[] {
  return [
    ...browserNames(program),
    ...missingAwaits(program),
    ...responses(program),
    ...(code.includes('__dirname') || code.includes('__filename') ? fileNames(program) : []),
  ].toSorted((one, other) => one.line - other.line || one.column - other.column);
}

function browserNames(program: Program): CodeProblem[] {
  const own = declaredNames(program);
  const found: CodeProblem[] = [];
  ancestor(program, {
    Identifier: (node, _state, around) => {
      const { name } = node;
      const parent = around.at(-2);
      const isGuard = is(parent, 'UnaryExpression') && parent.operator === 'typeof';
      if (!BROWSER_NAMES.has(name) || own.has(name) || isGuard) return;
      found.push(
        at(node, {
          code: 'platform-browser-name',
          message: `${name} is a name of browsers. The platform runs code in Node.js, where this throws a ReferenceError.`,
          source: RULE_SOURCES.limits,
        }),
      );
    },
  });
  return found;
}

/** Every name the code declares somewhere: a name that is its own anywhere is not judged. */
function declaredNames(program: Program): ReadonlySet<string> {
  const names = new Set<string>();
  const addPattern = (pattern: Node | null | undefined): void => {
    if (pattern === null || pattern === undefined) return;
    full(pattern, (node) => {
      if (node.type === 'Identifier') names.add(node.name);
    });
  };
  full(program, (node) => {
    if (is(node, 'VariableDeclarator') || is(node, 'ClassDeclaration')) addPattern(node.id);
    if (is(node, 'CatchClause')) addPattern(node.param);
    if (!isFunction(node)) return;
    addPattern(node.id);
    for (const parameter of node.params) addPattern(parameter);
  });
  return names;
}

/** Calls that give a promise for sure, whose promise is dropped or taken for what it promises. */
function missingAwaits(program: Program): CodeProblem[] {
  const promising = promisingNames(program);
  const found: CodeProblem[] = [];
  const isPromise = (node: Node): node is CallExpression => {
    if (!is(node, 'CallExpression')) return false;
    const { callee } = node;
    if (callee.type === 'Identifier') return promising.has(callee.name);
    if (callee.type !== 'MemberExpression') return false;
    const { object, property } = callee;
    return (
      object.type === 'Identifier' &&
      promising.has(`${object.name}.`) &&
      property.type === 'Identifier' &&
      AXIOS_REQUESTS.has(property.name)
    );
  };
  ancestor(program, {
    ExpressionStatement: (node, _state, around) => {
      const { expression } = node;
      if (isPromise(expression)) {
        found.push(dropped(expression, around));
      } else if (isThenWithoutCatch(expression)) {
        found.push(
          at(expression, {
            code: 'platform-unhandled-promise',
            message:
              'Nothing waits for this promise, and nothing catches it. The step ends before it does, and where it rejects the run fails with no step named. Write await before it.',
            source: RULE_SOURCES.code,
            ...awaitFix(expression, around),
          }),
        );
      }
    },
    MemberExpression: (node) => {
      const { object, property } = node;
      const name = property.type === 'Identifier' ? property.name : '';
      if (!isPromise(object) || ['then', 'catch', 'finally'].includes(name)) return;
      found.push(
        at(object, {
          code: 'platform-missing-await',
          message: `This call gives a promise, which has no ${name === '' ? 'such member' : name}. Write (await …) around it.`,
          source: RULE_SOURCES.code,
        }),
      );
    },
  });
  return found;
}

/** Members of axios that give promises: `create` and the like give what they make at once. */
const AXIOS_REQUESTS = new Set([
  'delete',
  'get',
  'head',
  'options',
  'patch',
  'patchForm',
  'post',
  'postForm',
  'put',
  'putForm',
  'request',
]);

/** Names of calls that give promises: `fetch`, functions declared async, and (with a dot) what `require` of axios gave. */
function promisingNames(program: Program): ReadonlySet<string> {
  const names = new Set(['fetch']);
  full(program, (node) => {
    if (is(node, 'FunctionDeclaration') && node.id !== null && givesPromise(node))
      names.add(node.id.name);
    if (!is(node, 'VariableDeclarator') || !is(node.id, 'Identifier')) return;
    const { name } = node.id;
    if (givesPromise(node.init)) names.add(name);
    if (isRequireOf(node.init, 'axios')) names.add(name).add(`${name}.`);
  });
  return names;
}

function givesPromise(made: Node | null | undefined): boolean {
  return isFunction(made) && made.async && !made.generator;
}

function isRequireOf(node: Node | null | undefined, module: string): boolean {
  if (!is(node, 'CallExpression')) return false;
  const { callee, arguments: given } = node;
  const [first] = given;
  return (
    callee.type === 'Identifier' &&
    callee.name === 'require' &&
    is(first, 'Literal') &&
    String(first.value).split('@', 1)[0] === module
  );
}

function isThenWithoutCatch(node: Node): boolean {
  if (!is(node, 'CallExpression')) return false;
  const { callee, arguments: given } = node;
  if (callee.type !== 'MemberExpression') return false;
  const { property } = callee;
  // A second function catches.
  return property.type === 'Identifier' && property.name === 'then' && given.length < 2;
}

function dropped(call: CallExpression, around: readonly Node[]): CodeProblem {
  return at(call, {
    code: 'platform-missing-await',
    message:
      'Nothing waits for this promise: the step ends before it does, and where it rejects the run fails with no step named. Write await before it.',
    source: RULE_SOURCES.code,
    ...awaitFix(call, around),
  });
}

/** Only inside an async function: elsewhere await is no word. */
function awaitFix(node: Node, around: readonly Node[]): Pick<CodeProblem, 'fix'> {
  const innermost = around.findLast(isFunction);
  if (innermost?.async !== true) return {};
  return { fix: { kind: 'insert-code', label: 'Add await', at: node.start, text: 'await ' } };
}

/** `response` objects written out: the platform reads four members, and the body as text. */
function responses(program: Program): CodeProblem[] {
  const found: CodeProblem[] = [];
  simple(program, {
    ReturnStatement: ({ argument: returned }) => {
      if (!is(returned, 'ObjectExpression')) return;
      const written = memberOf(returned, 'response');
      if (!is(written, 'ObjectExpression')) return;
      if (memberOf(returned, 'payload') === null && memberOf(returned, 'data') === null) return;
      found.push(...responseProblems(written));
    },
  });
  return found;
}

function responseProblems(written: ObjectExpression): CodeProblem[] {
  const names = written.properties.flatMap((property) => nameOf(property) ?? []);
  const isWhole = names.length === written.properties.length;
  const found: CodeProblem[] = names
    .filter((name) => !RESPONSE_KEYS.includes(name))
    .map((name) =>
      at(written, {
        code: 'platform-response-shape',
        message: `A response has no ${name}: the platform reads statusCode, contentType, headers and body. Move it into one of those, or take it out.`,
        source: RULE_SOURCES.code,
      }),
    );
  for (const name of isWhole ? ['statusCode', 'contentType'] : []) {
    if (names.includes(name)) continue;
    found.push(
      at(written, {
        code: 'platform-response-shape',
        message: `The response has no ${name}, which the platform asks for. Add it.`,
        source: RULE_SOURCES.code,
      }),
    );
  }
  const body = memberOf(written, 'body');
  if (body !== null && (body.type === 'ObjectExpression' || body.type === 'ArrayExpression')) {
    found.push(
      at(body, {
        code: 'platform-response-shape',
        message: 'The body of a response is text. Write JSON.stringify(…) around it.',
        source: RULE_SOURCES.code,
      }),
    );
  }
  return found;
}

function fileNames(program: Program): CodeProblem[] {
  const found: CodeProblem[] = [];
  simple(program, {
    Identifier: (node) => {
      const { name } = node;
      if (name !== '__dirname' && name !== '__filename') return;
      found.push(
        at(node, {
          code: 'platform-file-name',
          message: `${name} is not there: a Code Block is no file. Take what it would lead to from a config variable or by a request.`,
          source: RULE_SOURCES.code,
        }),
      );
    },
  });
  return found;
}

function memberOf(object: ObjectExpression, name: string): Node | null {
  const found = object.properties.find((property) => nameOf(property) === name);
  return is(found, 'Property') ? found.value : null;
}

function nameOf(property: Node): string | null {
  return is(property, 'Property') ? keyOf(property.key, property.computed) : null;
}

function at(node: Node, problem: Omit<CodeProblem, 'severity' | 'line' | 'column'>): CodeProblem {
  const start = node.loc?.start;
  return {
    severity: 'warning',
    ...problem,
    line: start?.line ?? 1,
    column: (start?.column ?? 0) + 1,
  };
}
