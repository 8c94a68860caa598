import type { StepInput } from './plan';

/**
 * The inputs of the platform's steps (platform.md 6.3): what they say, and their values in a run. What the platform
 * does with a reference to nothing is not documented; here (and by inference there) it is undefined: a step that has
 * not run, a member that is not there, an empty reference, a config variable of no such name. A reference that cannot
 * be read at all is an error in words.
 */
export interface InputScope {
  /** The entry of `stepResults`; undefined where the step has not run. */
  readonly step: (key: string) => object | undefined;
  readonly configVar: (name: string) => unknown;
}

/** An input that cannot be read or comes to nothing. The step that asks fails with its message. */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly code = 'CC-INPUT';
}

/** An input as it stands in a file; null for anything else. */
export function readInput(value: unknown): StepInput | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const isInput = 'type' in value && typeof value.type === 'string' && 'value' in value;
  // Just checked; other members are carried along.
  return isInput ? (value as StepInput) : null;
}

/** The value of an input in a run; undefined for one that is not there. Throws an InputError. */
export function evaluateInput(input: StepInput | undefined, scope: InputScope): unknown {
  if (input === undefined) return undefined;
  const { type, value } = input;
  if (type === 'complex') return Array.isArray(value) ? evaluateItems(value, scope) : value;
  // Whatever else the platform may have written there is its own value.
  if (typeof value !== 'string') return value;
  switch (type) {
    case 'reference':
      return evaluateReference(value, scope);
    case 'configVar':
      return value === '' ? undefined : scope.configVar(value);
    case 'template':
      return evaluateTemplate(value, scope);
    default:
      return value;
  }
}

/** The values of a list; items that have a name give `{key, value}` pairs, as a keyvaluelist arrives in code. */
function evaluateItems(items: readonly unknown[], scope: InputScope): readonly unknown[] {
  return items.map((item) => {
    const input = readInput(item);
    if (input === null) return Array.isArray(item) ? evaluateItems(item, scope) : item;
    const key = evaluateName(input.name, scope);
    const value = evaluateInput(input, scope);
    return key === '' ? value : { key, value };
  });
}

/** Both spellings of a name: text, or an input of its own. Empty where there is none. */
export function evaluateName(name: unknown, scope: InputScope): string {
  const input = readInput(name);
  return textOf(input === null ? name : evaluateInput(input, scope));
}

/** The inputs inside a complex one, at any depth; any other input is its own only one. */
export function inputsWithin(input: StepInput): readonly StepInput[] {
  return input.type === 'complex' && Array.isArray(input.value)
    ? itemsWithin(input.value)
    : [input];
}

function itemsWithin(items: readonly unknown[]): readonly StepInput[] {
  return items.flatMap((item) => {
    const input = readInput(item);
    if (input === null) return Array.isArray(item) ? itemsWithin(item) : [];
    const name = readInput(input.name);
    return [...(name === null ? [] : inputsWithin(name)), ...inputsWithin(input)];
  });
}

/** A reference in its parts. */
export interface Reference {
  /** Key of the step. */
  readonly step: string;
  /** `results`, `currentItem` or `index`, and what follows. */
  readonly path: readonly string[];
}

/** `step.results.a.b`, `step.results.0` or `[0]`, `step.results.[".tag"]`, `loop.currentItem`; null for other text. */
export function parseReference(text: string): Reference | null {
  const [head] = /^[^.[]+/.exec(text) ?? [];
  if (head === undefined) return null;
  const path: string[] = [];
  let at = head.length;
  while (at < text.length) {
    PART.lastIndex = at;
    const part = PART.exec(text);
    if (part === null) return null;
    const [whole, quoted, bare, name] = part;
    const segment = quoted === undefined ? (bare?.trim() ?? name) : unquoted(quoted);
    if (segment === undefined) return null;
    path.push(segment);
    at += whole.length;
  }
  return { step: head.trim(), path };
}

/** `[".tag"]`, `['a']` or `[0]`, behind a point or not; or a point and a name, which may hold spaces and hyphens. */
const PART = /\.?\[(?:("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|([^\]"']+))\]|\.([^.[]+)/y;

function unquoted(text: string): string {
  return text.slice(1, -1).replaceAll(/\\(.)/g, '$1');
}

function evaluateReference(text: string, scope: InputScope): unknown {
  if (text.trim() === '') return undefined;
  const reference = parseReference(text);
  if (reference === null)
    throw new InputError(
      `The reference "${text.slice(0, 200)}" cannot be read. It is a step's key, .results and a path: myStep.results.items[0].`,
    );
  let value: unknown = scope.step(reference.step);
  for (const name of reference.path) value = memberOf(value, name);
  return value;
}

/** Own members only: a name in a file reaches no prototype. */
function memberOf(value: unknown, name: string): unknown {
  if (value === null || value === undefined || !Object.hasOwn(value, name)) return undefined;
  return Reflect.get(Object(value) as object, name);
}

/** Plain text, the text of a reference without its braces, or a config variable's name. */
export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'reference'; readonly text: string }
  | { readonly kind: 'configVar'; readonly name: string };

/** What a template is made of. Braces that hold no `$` or `#` are text: other programs use them too. */
export function parseTemplate(template: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let end = 0;
  for (const found of template.matchAll(/\{\{\s*([$#])([^{}]*)\}\}/g)) {
    if (found.index > end) parts.push({ kind: 'text', text: template.slice(end, found.index) });
    const [whole, sign, inside = ''] = found;
    const text = inside.trim();
    parts.push(sign === '$' ? { kind: 'reference', text } : { kind: 'configVar', name: text });
    end = found.index + whole.length;
  }
  if (end < template.length) parts.push({ kind: 'text', text: template.slice(end) });
  return parts;
}

/** Text always: nothing is empty, objects and lists are their JSON (both by inference). */
function evaluateTemplate(template: string, scope: InputScope): string {
  return parseTemplate(template)
    .map((part) => {
      switch (part.kind) {
        case 'text':
          return part.text;
        case 'reference':
          return textOf(evaluateReference(part.text, scope));
        case 'configVar':
          return textOf(part.name === '' ? undefined : scope.configVar(part.name));
      }
    })
    .join('');
}

/** A value as the text of an input. */
export function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  return typeof value === 'object' ? JSON.stringify(value) : `${value as number | boolean}`;
}
