import { findConnectionKind } from '@/kinds/connections';
import { isPlaceholder, mayOpenDoors, opensDoors } from '@/kinds/connections/secret-names';
import type {
  ComplexElement,
  ComponentMember,
  Definition,
  DefinitionInput,
  DefinitionInputs,
} from './definition';
import { walkSteps } from './walk-steps';

/** A secret value that stood in a file. */
export interface FoundSecret {
  /** To the text inside the definition, which is `''` there now. */
  readonly path: readonly (string | number)[];
  readonly value: string;
  /** For people: `connection “Shop”, password`. */
  readonly words: string;
}

/**
 * The definition with every secret value replaced by `''`, and those values. Fields of the Code component's connections
 * are secret by their specs, those of others by their names; what code a person wrote holds is theirs to see to.
 */
export function takeSecrets(definition: Definition): {
  readonly definition: Definition;
  readonly secrets: readonly FoundSecret[];
} {
  const secrets = [...connectionSecrets(definition), ...stepSecrets(definition)];
  return {
    definition: withTexts(
      definition,
      secrets.map(({ path }) => ({ path, value: '' })),
    ),
    secrets,
  };
}

/** The definition with its secret values back where they stood. */
export function putSecrets(definition: Definition, secrets: readonly FoundSecret[]): Definition {
  return withTexts(definition, secrets);
}

type Path = readonly (string | number)[];

function connectionSecrets({ requiredConfigVars }: Definition): FoundSecret[] {
  return (requiredConfigVars ?? []).flatMap((configVar, at) => {
    const path = ['requiredConfigVars', at, 'inputs'];
    const words = `${configVar.connection == null ? 'config variable' : 'connection'} “${configVar.key}”, `;
    return secretsOf(configVar.inputs, path, words, (key, input) =>
      configVar.connection == null
        ? opensDoors(key)
        : isSecretOfConnection(configVar.connection, key, input),
    );
  });
}

function stepSecrets(definition: Definition): FoundSecret[] {
  return walkSteps(definition).flatMap(({ step, path, words }) =>
    secretsOf(step.inputs, [...path, 'inputs'], `${words}, `, (key) => opensDoors(key)),
  );
}

function isSecretOfConnection(
  connection: ComponentMember,
  key: string,
  input: DefinitionInput,
): boolean {
  const kind = findConnectionKind(connection.component.key, connection.key);
  const field = kind?.fields.find((known) => known.key === key);
  if (field !== undefined) return field.isSecret;
  const { meta } = input;
  const isWriteOnly =
    typeof meta === 'object' && meta !== null && Reflect.get(meta, 'writeOnly') === true;
  return isWriteOnly || mayOpenDoors(key);
}

function secretsOf(
  inputs: DefinitionInputs | null | undefined,
  path: Path,
  words: string,
  isSecret: (key: string, input: DefinitionInput) => boolean,
): FoundSecret[] {
  return Object.entries(inputs ?? {}).flatMap(([key, input]) =>
    isSecret(key, input) ? textsOf(input, [...path, key], `${words}${key}`) : [],
  );
}

/** The texts that a person typed; references and names of config variables are none. */
function textsOf(input: DefinitionInput, path: Path, words: string): FoundSecret[] {
  const { type, value } = input;
  if (Array.isArray(value)) {
    // A list's value is checked to be elements.
    return (value as readonly ComplexElement[]).flatMap((element, at) =>
      elementTexts(element, [...path, 'value', at], words),
    );
  }
  if (type !== 'value' && type !== 'template') return [];
  return typeof value === 'string' ? secretText(value, [...path, 'value'], words) : [];
}

function elementTexts(element: ComplexElement, path: Path, words: string): FoundSecret[] {
  if (typeof element === 'string') return secretText(element, path, words);
  // An array is the list form, as its type says; the check loses that it is readonly.
  if (Array.isArray(element)) {
    return (element as readonly ComplexElement[]).flatMap((item, at) =>
      elementTexts(item, [...path, at], words),
    );
  }
  // Neither a text nor a list: an input is what is left.
  return textsOf(element as DefinitionInput, path, words);
}

function secretText(value: string, path: Path, words: string): FoundSecret[] {
  return value === '' || isPlaceholder(value) ? [] : [{ path, value, words }];
}

interface TextAt {
  readonly path: Path;
  readonly value: string;
}

function withTexts(definition: Definition, texts: readonly TextAt[]): Definition {
  // Only texts are replaced by texts, so the definition keeps its shape.
  return texts.length === 0 ? definition : (replaceTexts(definition, texts, 0) as Definition);
}

function replaceTexts(value: unknown, texts: readonly TextAt[], depth: number): unknown {
  const [first] = texts;
  if (first !== undefined && first.path.length === depth) return first.value;
  if (Array.isArray(value)) {
    return value.map((item: unknown, at) => {
      const own = texts.filter(({ path }) => path[depth] === at);
      return own.length === 0 ? item : replaceTexts(item, own, depth + 1);
    });
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]: [string, unknown]) => {
      const own = texts.filter(({ path }) => path[depth] === key);
      return [key, own.length === 0 ? member : replaceTexts(member, own, depth + 1)];
    }),
  );
}
