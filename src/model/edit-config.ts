import { CODE_COMPONENT, connectionKinds, type ConnectionKindKey } from '@/kinds/connections';
import { newId, type ConfigVarId } from '@/lib/ids';
import { uniqueName } from './names';
import { BLANK_CONFIG_VAR } from './new-project';
import type { ConfigPage, ConfigVar, Connection, KeyValue, Project } from './project';

export type ConfigVarPatch = Partial<Omit<ConfigVar, 'id'>>;

/** Adds a variable, on the last page; a connection on the first, where the platform wants them. */
export function addConfigVar(
  project: Project,
  given: ConfigVarPatch = {},
): { project: Project; configVar: ConfigVar } {
  const taken = new Set(project.configVars.map(({ name }) => name));
  const name = uniqueName(given.name ?? 'Config Variable', (candidate) => taken.has(candidate));
  const configVar: ConfigVar = { ...BLANK_CONFIG_VAR, ...given, id: newId(), name };
  const pages = project.configPages.length === 0 ? [newPage()] : project.configPages;
  const at = configVar.connection === null ? pages.length - 1 : 0;
  const configPages = pages.map((page, index) =>
    index === at
      ? { ...page, elements: [...page.elements, { kind: 'configVar', id: configVar.id } as const] }
      : page,
  );
  const configVars = [...project.configVars, configVar];
  return { project: { ...project, configVars, configPages }, configVar };
}

export function addConnection(project: Project, key: ConnectionKindKey) {
  const kind = connectionKinds[key];
  const inputs = Object.fromEntries(
    kind.fields
      .filter(({ isSecret }) => !isSecret)
      .map((field) => [field.key, field.type === 'keyvaluelist' ? [] : '']),
  );
  const connection: Connection = { component: CODE_COMPONENT, key, inputs, test: null };
  return addConfigVar(project, {
    name: `${kind.label} Connection`.replace('Basic Username/Password', 'Basic'),
    dataType: 'connection',
    isRequired: true,
    connection,
  });
}

export function updateConfigVar(project: Project, id: ConfigVarId, patch: ConfigVarPatch): Project {
  const configVars = project.configVars.map((configVar) =>
    configVar.id === id ? patched(configVar, patch) : configVar,
  );
  return isSame(configVars, project.configVars) ? project : { ...project, configVars };
}

/** Sets an input of a connection that is no secret. */
export function setConnectionInput(
  project: Project,
  id: ConfigVarId,
  key: string,
  value: string | readonly KeyValue[],
): Project {
  const connection = project.configVars.find((configVar) => configVar.id === id)?.connection;
  if (connection == null || connection.inputs[key] === value) return project;
  const inputs = { ...connection.inputs, [key]: value };
  return updateConfigVar(project, id, { connection: { ...connection, inputs } });
}

export function deleteConfigVar(project: Project, id: ConfigVarId): Project {
  const configVars = project.configVars.filter((configVar) => configVar.id !== id);
  if (configVars.length === project.configVars.length) return project;
  const configPages = project.configPages.map((page) => {
    const elements = page.elements.filter(
      (element) => element.kind !== 'configVar' || element.id !== id,
    );
    return elements.length === page.elements.length ? page : { ...page, elements };
  });
  return { ...project, configVars, configPages };
}

/** Variables and pages with ids of their own, for a project that is to stand beside the one it was made from. */
export function withNewConfigIds(project: Project): Pick<Project, 'configVars' | 'configPages'> {
  const ids = new Map(project.configVars.map(({ id }) => [id, newId<ConfigVarId>()]));
  return {
    configVars: project.configVars.map((configVar) => ({
      ...configVar,
      id: ids.get(configVar.id) ?? newId(),
    })),
    configPages: project.configPages.map((page) => ({
      ...page,
      id: newId(),
      elements: page.elements.map((element) =>
        element.kind === 'configVar'
          ? { ...element, id: ids.get(element.id) ?? element.id }
          : element,
      ),
    })),
  };
}

function newPage(name = 'Configuration'): ConfigPage {
  return { id: newId(), name, tagline: '', elements: [] };
}

function patched<T extends object>(value: T, patch: Partial<NoInfer<T>>): T {
  const isUnchanged = Object.entries(patch).every(
    // The patch is a part of T, so its keys are T's.
    ([key, part]) => value[key as keyof T] === part,
  );
  return isUnchanged ? value : { ...value, ...patch };
}

function isSame<T>(one: readonly T[], other: readonly T[]): boolean {
  return one.length === other.length && one.every((item, index) => item === other[index]);
}
