import { codeOf } from '@/kinds';
import { checkField } from '@/kinds/connections/check-field';
import type { ConfigVarId } from '@/lib/ids';
import type { Problem } from '@/plan/problem';
import { codeFacts } from './code-problems';
import { isJsonType, readJson } from './config-values';
import { connectionFields } from './connection-fields';
import { inputVarNames } from './input-problems';
import type { ConfigVar, Flow, Project, Step } from './project';

/** What is wrong with the config variables themselves. */
export function configProblems(project: Project): readonly Problem[] {
  const names = new Set<string>();
  const { isOpen, read } = readNames(project);
  return project.configVars.flatMap((configVar) => {
    const { name } = configVar;
    const isRepeated = names.has(name);
    names.add(name);
    const isUnread = !isOpen && !read.has(name);
    return [...nameProblems(configVar, isRepeated), ...valueProblems(configVar)].concat(
      isUnread && name.trim() !== '' && !isRepeated ? [unread(configVar)] : [],
    );
  });
}

/** What is wrong with a variable's name, of all the project's problems, in words; null while it is right. */
export function nameProblem(problems: readonly Problem[], id: ConfigVarId): string | null {
  const field = `configVars.${id}`;
  return (
    problems.find((found) => found.field === field && NAME_CODES.includes(found.code))?.message ??
    null
  );
}

const NAME_CODES = ['config-var-empty', 'config-var-repeated', 'config-var-dot'];

/** Reads of variables that nobody defines, at their lines. */
export function unknownConfigReads(project: Project, flow: Flow): readonly Problem[] {
  const known = new Set(project.configVars.map(({ name }) => name));
  return flow.steps.flatMap((step) =>
    codeFacts(codeOf(step) ?? '')
      .config.reads.filter(({ name }) => !known.has(name))
      .map(({ name, line, column }): Problem => ({
        severity: 'warning',
        code: 'config-var-unknown',
        message: `No config variable is named ${name}, so this is undefined. Create it, or correct the name.`,
        flowId: flow.id,
        stepId: step.id,
        field: 'code',
        line,
        column,
        fix: { kind: 'create-config-var', name },
      })),
  );
}

/** The steps whose code reads a variable by its name. */
export function readersOf(project: Project, name: string): readonly Step[] {
  return project.flows.flatMap(({ steps }) =>
    steps.filter((step) =>
      codeFacts(codeOf(step) ?? '').config.reads.some((read) => read.name === name),
    ),
  );
}

function readNames(project: Project): { isOpen: boolean; read: ReadonlySet<string> } {
  const facts = project.flows.flatMap(({ steps }) =>
    steps.map((step) => codeFacts(codeOf(step) ?? '').config),
  );
  return {
    isOpen: facts.some((config) => config.isOpen),
    read: new Set([
      ...facts.flatMap(({ reads }) => reads.map(({ name }) => name)),
      ...project.flows.flatMap(({ steps }) => steps.flatMap(inputVarNames)),
    ]),
  };
}

function nameProblems(configVar: ConfigVar, isRepeated: boolean): Problem[] {
  const { name } = configVar;
  if (name.trim() === '') {
    const message = 'A config variable has no name. Code could not read it: name or delete it.';
    return [problem(configVar, 'error', 'config-var-empty', message)];
  }
  if (isRepeated) {
    const message = `Two config variables are named ${name}. Rename one: code reads them by name.`;
    return [problem(configVar, 'error', 'config-var-repeated', message)];
  }
  if (!name.includes('.')) return [];
  const message = `${name} has a dot in its name, which the platform's references take for a path. Use letters, digits and spaces.`;
  return [problem(configVar, 'warning', 'config-var-dot', message)];
}

function unread(configVar: ConfigVar): Problem {
  return problem(
    configVar,
    'info',
    'config-var-unread',
    `No code reads ${configVar.name}. Read it as configVars[${JSON.stringify(configVar.name)}], or delete it.`,
  );
}

function valueProblems(configVar: ConfigVar): Problem[] {
  if (configVar.connection !== null) return connectionProblems(configVar, configVar.connection);
  const { name, dataType, codeLanguage, collectionType } = configVar;
  const text = configVar.testValue === '' ? configVar.defaultValue : configVar.testValue;
  if (text === '') {
    if (!configVar.isRequired) return [];
    const message = `${name} is required and has neither a test value nor a default. Code gets empty text.`;
    return [problem(configVar, 'warning', 'config-var-missing', message)];
  }
  const isJson =
    isJsonType(dataType) ||
    (dataType === 'code' && codeLanguage === 'json' && collectionType === null) ||
    collectionType !== null;
  if (!isJson || readJson(text) !== undefined) return [];
  const message = `The value of ${name} is not valid JSON, so code gets it as text.`;
  return [problem(configVar, 'warning', 'config-var-not-json', message)];
}

function connectionProblems(
  configVar: ConfigVar,
  connection: NonNullable<ConfigVar['connection']>,
): Problem[] {
  return connectionFields(connection).flatMap((field) => {
    const value = connection.inputs[field.key] ?? '';
    if (field.isSecret || typeof value !== 'string') return [];
    const what =
      value === '' && field.isRequired
        ? 'It is required.'
        : (checkField(field, value)?.message ?? null);
    if (what === null) return [];
    const message = `${configVar.name}, ${field.label}: ${what}`;
    return [problem(configVar, 'warning', 'connection-field', message)];
  });
}

function problem(
  { id }: ConfigVar,
  severity: Problem['severity'],
  code: string,
  message: string,
): Problem {
  return { severity, code, message, field: `configVars.${id}` };
}
