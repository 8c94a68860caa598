/** Captured before any user code runs, so that no step can put its own in their place. */
const { eval: indirectEval } = globalThis;
const FunctionConstructor = Function;

/** Length of what stands before the user's first column on line 1. */
export const PREFIX = '(function(module,exports,require){';

/**
 * Whether a stack names the text that a frame is in. WebKit does not name evaluated texts: there an error knows the
 * line and column where it was made, and nothing else.
 */
export const NAMES_TEXTS = String(
  // Our own text, read for its stack.
  (indirectEval("new Error('probe')\n//# sourceURL=probe.js") as Error).stack,
).includes('probe.js');

/** Where texts have no names our own begin at this line, so that their errors are not taken for the user's. */
export const FIRST_OWN_LINE = NAMES_TEXTS ? 1 : 100_000;

/** User code as the body of a CommonJS module. */
export type ModuleFunction = (
  module: { exports: unknown },
  exports: unknown,
  require: (name: string) => unknown,
) => void;

/** The user's text as a CommonJS function in sloppy mode; throws the engine's SyntaxError. */
export function compileCode(source: string, fileName: string): ModuleFunction {
  const text = `${PREFIX}${source}\n})\n//# sourceURL=${fileName}`;
  // The text is a function expression by construction.
  return indirectEval(text) as ModuleFunction;
}

/** Whether the engine takes the source as a function's body; runs nothing. */
export function canCompile(source: string): boolean {
  try {
    return typeof new FunctionConstructor('module', 'exports', 'require', source) === 'function';
  } catch {
    return false;
  }
}

/** What a step's code is called in stacks. Only plain characters: a line end would end the comment it stands in. */
export function fileNameOf(flowName: string, key: string): string {
  const plain = (text: string) => text.replaceAll(/[^A-Za-z0-9_-]+/g, '-').slice(0, 60) || 'step';
  return `flow/${plain(flowName)}/steps/${plain(key)}.js`;
}
