import { parseISO } from 'date-fns/parseISO';

/**
 * The conditions of a branch step (platform.md 6.5), as the platform's own library evaluates them: `["and"|"or",
 * condition …]` or `[operator, left, right]`. Its quirks are kept, and named where they stand.
 */
export const OPERATORS = {
  equal: { label: 'equals', terms: 2 },
  notEqual: { label: 'does not equal', terms: 2 },
  greaterThan: { label: 'is greater than', terms: 2 },
  greaterThanOrEqual: { label: 'is greater than or equal to', terms: 2 },
  lessThan: { label: 'is less than', terms: 2 },
  lessThanOrEqual: { label: 'is less than or equal to', terms: 2 },
  in: { label: 'contained in', terms: 2 },
  notIn: { label: 'not contained in', terms: 2 },
  exactlyMatches: { label: 'exactly matches', terms: 2 },
  doesNotExactlyMatch: { label: 'does not exactly match', terms: 2 },
  startsWith: { label: 'starts the string', terms: 2 },
  doesNotStartWith: { label: 'does not start the string', terms: 2 },
  endsWith: { label: 'ends the string', terms: 2 },
  doesNotEndWith: { label: 'does not end the string', terms: 2 },
  dateTimeAfter: { label: 'is after (date/time)', terms: 2 },
  dateTimeBefore: { label: 'is before (date/time)', terms: 2 },
  dateTimeSame: { label: 'is the same (date/time)', terms: 2 },
  isTrue: { label: 'is true', terms: 1 },
  isFalse: { label: 'is false', terms: 1 },
  doesNotExist: { label: 'does not exist', terms: 1 },
  exists: { label: 'exists', terms: 1 },
  isEmpty: { label: 'is empty', terms: 1 },
  isNotEmpty: { label: 'is not empty', terms: 1 },
} as const satisfies Readonly<Record<string, { readonly label: string; readonly terms: 1 | 2 }>>;

/** A comparison by its name in the platform's file. */
export type Operator = keyof typeof OPERATORS;

/** What is wrong with a condition or with what it compares, in words. The step that asks fails with it. */
export class ConditionError extends Error {
  override readonly name = 'ConditionError';
  readonly code = 'CC-CONDITION';
}

const MOST_LEVELS = 100;

/** Whether a condition holds; `valueOf` gives the value of a term. Throws a ConditionError. */
export function holds(condition: unknown, valueOf: (term: unknown) => unknown, level = 0): boolean {
  if (!Array.isArray(condition)) throw new ConditionError('A condition is not a list.');
  if (level > MOST_LEVELS) throw new ConditionError('A condition is nested too deeply.');
  const [operator, ...terms] = condition as readonly unknown[];
  if (operator === 'and') return terms.every((term) => holds(term, valueOf, level + 1));
  if (operator === 'or') return terms.some((term) => holds(term, valueOf, level + 1));
  if (typeof operator !== 'string' || !Object.hasOwn(OPERATORS, operator))
    throw new ConditionError(`A condition has the unknown operator ${String(operator)}.`);
  // A second term of an operator that takes one is written by the platform's editor, and ignored by it.
  const [left, right] = terms;
  return compare(operator as Operator, valueOf(left), valueOf(right));
}

function compare(operator: Operator, given: unknown, other: unknown): boolean {
  const left = parsed(given);
  const right = parsed(other);
  switch (operator) {
    case 'equal':
      return isEqual(left, right);
    case 'notEqual':
      return !isEqual(left, right);
    case 'greaterThan':
      return orderable(left) > orderable(right);
    case 'greaterThanOrEqual':
      return orderable(left) >= orderable(right);
    case 'lessThan':
      return orderable(left) < orderable(right);
    case 'lessThanOrEqual':
      return orderable(left) <= orderable(right);
    case 'in':
      return contains(right, given);
    case 'notIn':
      return !contains(right, given);
    case 'exactlyMatches':
      return isDeepEqual(left, right, isSame);
    case 'doesNotExactlyMatch':
      return !isDeepEqual(left, right, isSame);
    // The left term is looked for in the right one.
    case 'startsWith':
      return textOf(right).startsWith(textOf(left));
    case 'doesNotStartWith':
      return !textOf(right).startsWith(textOf(left));
    case 'endsWith':
      return textOf(right).endsWith(textOf(left));
    case 'doesNotEndWith':
      return !textOf(right).endsWith(textOf(left));
    case 'dateTimeAfter':
      return timeOf(left) > timeOf(right);
    case 'dateTimeBefore':
      return timeOf(left) < timeOf(right);
    case 'dateTimeSame':
      return timeOf(left) === timeOf(right);
    case 'isTrue':
      return isTrue(left);
    case 'isFalse':
      return !isTrue(left);
    case 'doesNotExist':
      return NOTHING.includes(left);
    case 'exists':
      return !NOTHING.includes(left);
    case 'isEmpty':
      return lengthOf(left, given) === 0;
    case 'isNotEmpty':
      return lengthOf(left, given) > 0;
  }
}

/** Text that is JSON stands for its value: "5.20" is 5.2, "false" is false, "[]" a list. */
function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

const NOTHING: readonly unknown[] = [undefined, null, 0, Number.NaN, false, ''];

const TRUE_WORDS: readonly unknown[] = ['t', 'true', 'y', 'yes'];
const FALSE_WORDS: readonly unknown[] = ['f', 'false', 'n', 'no'];

function isTrue(value: unknown): boolean {
  const word = typeof value === 'string' ? value.toLowerCase() : null;
  if (TRUE_WORDS.includes(word)) return true;
  return !FALSE_WORDS.includes(word) && Boolean(value);
}

/** The text itself counts where it is no list: "123" has three characters, and "{}" two. */
function lengthOf(value: unknown, given: unknown): number {
  if (Array.isArray(value)) return value.length;
  if (typeof given === 'string') return given.length;
  throw new ConditionError(
    `"is empty" and "is not empty" take text or a list; they were given ${kindOf(given)}.`,
  );
}

/** Texts have parts, lists have members, objects have keys. A text of digits is a number, which has neither. */
function contains(container: unknown, item: unknown): boolean {
  if (typeof container === 'string') return container.includes(textOf(item));
  if (Array.isArray(container)) return container.includes(item) || container.includes(parsed(item));
  if (typeof container === 'object' && container !== null)
    return Object.hasOwn(container, textOf(item));
  throw new ConditionError(
    `"contained in" looks into text, a list or an object; on its right stands ${kindOf(container)}.`,
  );
}

/** Loose: "5" is 5, false is 0, [1] is 1; inside lists and objects too, as far as both are no objects. */
function isEqual(left: unknown, right: unknown): boolean {
  return isLooselySame(left, right) || isDeepEqual(left, right, isLooselySame);
}

function isLooselySame(one: unknown, other: unknown): boolean {
  try {
    // The platform's own comparison.
    // oxlint-disable-next-line eqeqeq
    return one == other;
  } catch {
    // An object that cannot become text.
    return false;
  }
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || (Number.isNaN(one) && Number.isNaN(other));
}

function isDeepEqual(
  one: unknown,
  other: unknown,
  isSameValue: (one: unknown, other: unknown) => boolean,
): boolean {
  const isPlain = typeof one !== 'object' && typeof other !== 'object';
  if (isPlain) return isSameValue(one, other);
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null)
    return false;
  if (Array.isArray(one) || Array.isArray(other)) {
    return (
      Array.isArray(one) &&
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((item, at) => isDeepEqual(item, other[at], isSameValue))
    );
  }
  if (one instanceof Date || other instanceof Date)
    return one instanceof Date && other instanceof Date && isSame(Number(one), Number(other));
  if (one instanceof ArrayBuffer && other instanceof ArrayBuffer)
    return isDeepEqual(new Uint8Array(one), new Uint8Array(other), isSameValue);
  const keys = Object.keys(one);
  return (
    ArrayBuffer.isView(one) === ArrayBuffer.isView(other) &&
    keys.length === Object.keys(other).length &&
    keys.every(
      (key) =>
        Object.hasOwn(other, key) &&
        isDeepEqual(Reflect.get(one, key), Reflect.get(other, key), isSameValue),
    )
  );
}

/** `<` and `>` turn dates, lists and objects into values by themselves, as there. */
function orderable(value: unknown): number {
  return value as number;
}

/** ISO 8601 text, a Date, or a number, which is taken for seconds since 1970; 0 is none. */
function timeOf(value: unknown): number {
  if (value instanceof Date) return value.getTime();
  const seconds = typeof value === 'symbol' ? Number.NaN : Number(value);
  // A Date cuts parts of a millisecond, and is none beyond its range.
  if (!Number.isNaN(seconds) && seconds !== 0) return new Date(seconds * 1_000).getTime();
  const time = typeof value === 'string' ? parseISO(value).getTime() : Number.NaN;
  if (!Number.isNaN(time)) return time;
  throw new ConditionError(
    `A date is written as ISO 8601 ("2026-03-20T10:00:00Z") or in seconds since 1970; ${kindOf(value)} is none.`,
  );
}

function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    throw new ConditionError(`Text was expected; there stands ${kindOf(value)}.`);
  }
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string')
    return value === '' ? 'an empty text' : `the text "${value.slice(0, 80)}"`;
  if (typeof value === 'object') return 'an object';
  return `the ${typeof value} ${textOf(value).slice(0, 80)}`;
}
