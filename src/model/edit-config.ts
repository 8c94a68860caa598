import { CODE_COMPONENT, connectionKinds, type ConnectionKindKey } from '@/kinds/connections';
import { newId, type ConfigPageId, type ConfigVarId } from '@/lib/ids';
import { changeItem, moveItem, patched } from './change-list';
import { uniqueName } from './names';
import { BLANK_CONFIG_VAR } from './new-project';
import type { ConfigPage, ConfigVar, Connection, KeyValue, Project } from './project';

/** What a change of a variable may replace: anything but its id. */
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

/** Adds a variable with an empty connection of that kind. It is required, as the platform makes them. */
export function addConnection(project: Project, key: ConnectionKindKey) {
  const kind = connectionKinds[key];
  const inputs = Object.fromEntries(
    kind.fields
      .filter(({ isSecret, type }) => !isSecret || type === 'keyvaluelist')
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

/** Changes members of a variable; the same project where nothing differs. */
export function updateConfigVar(project: Project, id: ConfigVarId, patch: ConfigVarPatch): Project {
  const configVars = changeItem(project.configVars, id, (before) => patched(before, patch));
  return patched(project, { configVars });
}

/** Sets an input of a connection: one that is no secret, or the names of a list whose values are. */
export function setConnectionInput(
  project: Project,
  id: ConfigVarId,
  key: string,
  value: string | readonly KeyValue[],
): Project {
  const connection = project.configVars.find((configVar) => configVar.id === id)?.connection;
  if (connection == null || isSameInput(connection.inputs[key], value)) return project;
  const inputs = { ...connection.inputs, [key]: value };
  return updateConfigVar(project, id, { connection: { ...connection, inputs } });
}

/** Deletes a variable, and its place on the page that asks for it. Code that reads it is left as it is. */
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

/** Adds an empty page behind the others. */
export function addConfigPage(project: Project): Project {
  const number = project.configPages.length + 1;
  const page = newPage(number === 1 ? 'Configuration' : `Page ${number}`);
  return { ...project, configPages: [...project.configPages, page] };
}

/** Changes a page's name or tagline; the same project where nothing differs. */
export function updateConfigPage(
  project: Project,
  id: ConfigPageId,
  patch: Partial<Pick<ConfigPage, 'name' | 'tagline'>>,
): Project {
  const configPages = changeItem(project.configPages, id, (page) => patched(page, patch));
  return patched(project, { configPages });
}

/** What stood on it goes to the page before, or after where it was the first; the last page goes when it is empty. */
export function deleteConfigPage(project: Project, id: ConfigPageId): Project {
  const index = project.configPages.findIndex((page) => page.id === id);
  const page = project.configPages[index];
  const heirIndex = index === 0 ? 1 : index - 1;
  const heir = project.configPages[heirIndex];
  if (page === undefined || (heir === undefined && page.elements.length > 0)) return project;
  const configPages = project.configPages
    .map((other) =>
      other === heir
        ? {
            ...heir,
            elements:
              heirIndex < index
                ? [...heir.elements, ...page.elements]
                : [...page.elements, ...heir.elements],
          }
        : other,
    )
    .filter((other) => other.id !== id);
  return { ...project, configPages };
}

/** Moves a page one place up (-1) or down (1) among the pages. */
export function moveConfigPage(project: Project, id: ConfigPageId, by: -1 | 1): Project {
  const index = project.configPages.findIndex((page) => page.id === id);
  return patched(project, { configPages: moveItem(project.configPages, index, by) });
}

/** Moves a variable up or down, over the edge of its page to the next one. One on no page goes to the last. */
export function moveConfigVar(project: Project, id: ConfigVarId, by: -1 | 1): Project {
  const pages = project.configPages.length === 0 ? [newPage()] : project.configPages;
  const at = pages.findIndex(({ elements }) => elements.some((element) => isOf(element, id)));
  const element = { kind: 'configVar', id } as const;
  const page = pages[at];
  if (page === undefined) {
    const configPages = pages.map((other, index) =>
      index === pages.length - 1 ? { ...other, elements: [...other.elements, element] } : other,
    );
    return { ...project, configPages };
  }
  const index = page.elements.findIndex((candidate) => isOf(candidate, id));
  const elements = moveItem(page.elements, index, by);
  if (elements !== page.elements) {
    return { ...project, configPages: pages.with(at, { ...page, elements }) };
  }
  const next = pages[at + by];
  if (next === undefined) return project;
  const rest = page.elements.filter((candidate) => !isOf(candidate, id));
  const joined = by === 1 ? [element, ...next.elements] : [...next.elements, element];
  return {
    ...project,
    configPages: pages
      .with(at, { ...page, elements: rest })
      .with(at + by, { ...next, elements: joined }),
  };
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

function isSameInput(
  before: string | readonly KeyValue[] | undefined,
  value: string | readonly KeyValue[],
): boolean {
  if (before === undefined || typeof before === 'string' || typeof value === 'string')
    return before === value;
  return (
    before.length === value.length &&
    before.every((row, at) => row.key === value[at]?.key && row.value === value[at].value)
  );
}

function newPage(name = 'Configuration'): ConfigPage {
  return { id: newId(), name, tagline: '', elements: [] };
}

function isOf(element: ConfigPage['elements'][number], id: ConfigVarId): boolean {
  return element.kind === 'configVar' && element.id === id;
}
