import { stepKinds, type KindAndData, type StepKindKey } from '@/kinds';
import type { Branch, PlatformComponent } from '@/kinds/inputs-data';
import { newId } from '@/lib/ids';
import { isObject, type Json, type JsonObject } from '@/model/kept';
import { BLANK_CONFIG_VAR } from '@/model/new-project';
import {
  CONFIG_DATA_TYPES,
  SCHEDULE_TYPES,
  type ConfigVar,
  type Connection,
  type KeyValue,
} from '@/model/project';
import type { ErrorHandling, StepInput, StepInputs } from '@/plan/plan';
import type {
  ComponentMember,
  DefinitionConfigVar,
  DefinitionErrors,
  DefinitionInput,
  DefinitionInputs,
  DefinitionStep,
} from './definition';
import { rowName } from './secret-keys';

/** The kind of a step of the file, and its data. A step whose shape its kind does not have is a component's. */
export function kindOf(
  step: DefinitionStep,
  role: 'trigger' | 'action',
  branches: readonly Branch[],
): KindAndData {
  const inputs = inputsOf(step.inputs ?? {});
  const kind = knownKind(step, role);
  if (kind !== null) {
    const { code } = inputs;
    const data = {
      inputs,
      branches,
      schedule: step.schedule,
      code: typeof code?.value === 'string' && code.type !== 'reference' ? code.value : '',
    };
    const parsed = stepKinds[kind].parse(data);
    // The kind's own parser made the data.
    if (parsed !== null) return { kind, data: parsed } as KindAndData;
  }
  return {
    kind: role === 'trigger' ? 'componentTrigger' : 'componentStep',
    data: {
      component: componentOf(step.action),
      action: step.action.key,
      inputs,
      branches,
      holdsSteps: Array.isArray(step.steps),
    },
  };
}

const KINDS: ReadonlyMap<string, StepKindKey> = new Map(
  Object.values(stepKinds).flatMap(({ key, role, platform }) =>
    platform === null
      ? []
      : [[[role, platform.component, platform.action].join(' '), key] as const],
  ),
);

function knownKind({ action, steps, branches }: DefinitionStep, role: string): StepKindKey | null {
  const kind = KINDS.get([role, action.component.key, action.key].join(' '));
  if (kind === undefined) return null;
  const { holds } = stepKinds[kind];
  const fits =
    (holds === 'steps' || (steps ?? []).length === 0) &&
    (holds === 'branches' || (branches ?? []).length === 0);
  return fits ? kind : null;
}

/** Inputs as steps hold them: each has a value. */
function inputsOf(inputs: DefinitionInputs): StepInputs {
  return Object.fromEntries(Object.entries(inputs).map(([key, input]) => [key, withValue(input)]));
}

function withValue(input: DefinitionInput): StepInput {
  const { value } = input;
  // Checked: a type and a value it has.
  if (value !== undefined) return input as StepInput;
  return { ...input, value: input.type === 'complex' ? [] : '' };
}

function componentOf({ component }: ComponentMember): PlatformComponent {
  const { key, version, isPublic } = component;
  return {
    key,
    version: typeof version === 'number' ? version : 'LATEST',
    isPublic: isPublic ?? true,
  };
}

/** The branches of a step of the file, each with an id. */
export function branchesFrom(step: DefinitionStep): readonly Branch[] {
  return (step.branches ?? []).map(({ name }) => ({ id: newId(), name }));
}

/** Null where the file says nothing that is known here; it is kept then. */
export function errorHandlingOf(errors: DefinitionErrors | null | undefined): ErrorHandling | null {
  const type = errors?.errorHandlerType;
  if (type !== 'fail' && type !== 'ignore' && type !== 'retry') return null;
  const maxAttempts = errors?.maxAttempts ?? 0;
  const delaySeconds = errors?.delaySeconds ?? 0;
  if (!Number.isInteger(maxAttempts) || maxAttempts < 0 || maxAttempts > 100) return null;
  if (!(delaySeconds >= 0 && delaySeconds <= 3_600)) return null;
  return {
    type,
    maxAttempts,
    delaySeconds,
    usesExponentialBackoff: errors?.usesExponentialBackoff ?? false,
    ignoreFinalError: errors?.ignoreFinalError ?? false,
  };
}

/** A config variable with an id of its own; a connection comes without its secret inputs. */
export function configVarOf(from: DefinitionConfigVar): ConfigVar {
  const head = {
    ...BLANK_CONFIG_VAR,
    id: newId<ConfigVar['id']>(),
    name: from.key,
    description: from.description ?? '',
  };
  if (from.dataType === 'connection') {
    return { ...head, dataType: 'connection', connection: connectionOf(from) };
  }
  const { collectionType, codeLanguage } = from;
  return {
    ...head,
    dataType: oneOf(CONFIG_DATA_TYPES, from.dataType) ?? 'string',
    collectionType:
      collectionType === 'valuelist' || collectionType === 'keyvaluelist' ? collectionType : null,
    defaultValue: from.defaultValue ?? '',
    pickList: from.pickList ?? [],
    scheduleType: oneOf(SCHEDULE_TYPES, from.scheduleType) ?? head.scheduleType,
    timeZone: from.timeZone ?? head.timeZone,
    codeLanguage: oneOf(['json', 'xml', 'html'] as const, codeLanguage) ?? head.codeLanguage,
  };
}

function oneOf<T extends string>(all: readonly T[], value: unknown): T | undefined {
  return all.find((known) => known === value);
}

/** A shared connection has no component in the file; it is named by what it shares. */
function connectionOf(from: DefinitionConfigVar): Connection {
  const shared = from['useScopedConfigVar'];
  return {
    component: from.connection?.component.key ?? 'shared',
    key: from.connection?.key ?? (typeof shared === 'string' ? shared : ''),
    inputs: Object.fromEntries(
      Object.entries(from.inputs ?? {}).flatMap(([key, input]) => {
        // What zod let in is data of a file: JSON, whatever else it is.
        const value = fieldValue(input as unknown as JsonObject);
        return value === null ? [] : [[key, value]];
      }),
    ),
    test: null,
  };
}

/** What a form can hold: a text, or a list of named texts. References and the like stay as they came. */
function fieldValue({ type, value }: JsonObject): string | readonly KeyValue[] | null {
  if (type === 'value') return typeof value === 'string' ? value : null;
  if (type !== 'complex' || !Array.isArray(value)) return null;
  const rows = (value as readonly Json[]).map((row) =>
    isObject(row) && row['type'] === 'value' && typeof row['value'] === 'string' && isNamed(row)
      ? { key: rowName(row), value: row['value'] }
      : null,
  );
  return rows.every((row) => row !== null) ? rows : null;
}

function isNamed({ name }: JsonObject): boolean {
  if (typeof name === 'string') return true;
  return isObject(name) && name['type'] === 'value' && typeof name['value'] === 'string';
}
