import type * as z from 'zod/mini';
import { problem } from '@/formats/json-text';
import { member } from '@/lib/member';
import { err, ok, type Result } from '@/lib/result';
import type { Problem } from '@/plan/problem';
import { DEFINITION_VERSION, definitionSchema, type Definition } from './definition';
import { convertLegacy, isLegacy, legacySchema } from './legacy';
import { readYaml, withPlace, type YamlData } from './read-yaml';

const MOST_PROBLEMS = 20;

/** A file's data after its check. */
export interface ReadDefinition {
  readonly definition: Definition;
  /** What of a file of before version 7 was changed or assumed; empty for a file of version 7. */
  readonly notes: readonly string[];
}

/**
 * Reads the platform's integration definition: version 7, or the file of before it had versions. What cannot be read
 * gives problems with line and column; nothing throws, and the definition is the file's data, nothing added or left out.
 */
export function readDefinition(text: string): Result<ReadDefinition, readonly Problem[]> {
  const read = readYaml(text);
  if (!read.ok) return read;
  const { data } = read.value;
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    return refuse(read.value, [], 'file-foreign', 'an integration definition is a map of keys.');
  }
  const version: unknown = Reflect.get(data, 'definitionVersion');
  if (version === undefined && isLegacy(data)) return readLegacy(data, read.value);
  if (version !== DEFINITION_VERSION) {
    return refuse(read.value, ['definitionVersion'], 'file-version', versionMessage(version));
  }
  const checked = definitionSchema.safeParse(data);
  if (!checked.success) return refuseIssues(read.value, checked.error.issues);
  // Checked just now; the file's own data is used, so that order and unknown keys stay.
  return ok({ definition: data as Definition, notes: [] });
}

function readLegacy(data: object, yaml: YamlData): Result<ReadDefinition, readonly Problem[]> {
  const legacy = legacySchema.safeParse(data);
  if (!legacy.success) return refuseIssues(yaml, legacy.error.issues);
  const converted = convertLegacy(legacy.data);
  const checked = definitionSchema.safeParse(converted.definition);
  if (checked.success) return ok(converted);
  // What does not fit lies in a step's inputs; the old file's steps stand one higher and without the trigger.
  return refuseIssues(
    yaml,
    checked.error.issues.map((issue) => ({ ...issue, path: legacyPath(issue.path) })),
  );
}

function legacyPath(path: readonly PropertyKey[]): PropertyKey[] {
  const [flows, , steps, at, ...rest] = path;
  if (flows !== 'flows' || typeof at !== 'number' || steps === undefined) return [...path];
  return at === 0 ? ['trigger', ...rest] : [steps, at - 1, ...rest];
}

function versionMessage(version: unknown): string {
  if (version === undefined) {
    return 'this is no integration definition: it has no definitionVersion. Choose a file that the platform exported.';
  }
  if (typeof version !== 'number') {
    return `definitionVersion must be the number ${DEFINITION_VERSION}, without quotes.`;
  }
  return `the file has definitionVersion ${version}; version ${DEFINITION_VERSION} is read. Export it from the platform again.`;
}

function refuse(
  { placeOf }: YamlData,
  path: readonly PropertyKey[],
  code: string,
  message: string,
): Result<never, readonly Problem[]> {
  return err([withPlace(problem(code, message), placeOf(path))]);
}

function refuseIssues(
  { data, placeOf }: YamlData,
  issues: readonly z.core.$ZodIssue[],
): Result<never, readonly Problem[]> {
  return err(
    issues.slice(0, MOST_PROBLEMS).map((outer) => {
      const { issue, path } = innermost(outer, outer.path);
      const field = pathText(path);
      const isMissing =
        path.reduce<unknown>((value, part) => member(value, String(part)), data) === undefined;
      const words = wordsOf(issue);
      const found = problem(
        'file-wrong-type',
        `${field} ${isMissing ? `is missing: it ${words}` : words}.`,
      );
      return { ...withPlace(found, placeOf(path)), field };
    }),
  );
}

interface FoundIssue {
  readonly issue: z.core.$ZodIssue;
  readonly path: readonly PropertyKey[];
}

/** Of the ways a value could be right, the one it comes nearest to tells what is wrong: its fault lies deepest. */
function innermost(issue: z.core.$ZodIssue, path: readonly PropertyKey[]): FoundIssue {
  if (issue.code !== 'invalid_union') return { issue, path };
  let best: FoundIssue = { issue, path };
  for (const branch of issue.errors) {
    const [first] = branch;
    if (first === undefined) continue;
    const found = innermost(first, [...path, ...first.path]);
    const isOtherKind = first.path.at(-1) === 'type' && first.path.length === 1;
    if (!isOtherKind && found.path.length > best.path.length) best = found;
  }
  return best;
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'text (a number or true is text in quotes)',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
  record: 'a map',
};

function wordsOf(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'invalid_type') return issue.message;
  return `must be ${TYPES[issue.expected] ?? issue.expected}`;
}

function pathText(path: readonly PropertyKey[]): string {
  const text = path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('');
  return text.startsWith('.') ? text.slice(1) : text;
}
