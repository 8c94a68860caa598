import type { ConfigVarId, ProjectId } from '@/lib/ids';
import { member } from '@/lib/member';
import type { Flow, Project } from '@/model/project';
import { PROJECT_VERSION } from '@/model/project-version';
import type { Database } from './database';
import type { StoredState } from './states';

/** A project as it lies in the database. `revision` grows with each save. */
export interface StoredProject {
  readonly id: ProjectId;
  readonly revision: number;
  /** Milliseconds since 1970. */
  readonly updatedAt: number;
  /** The version of the project's shape; 1 where it is absent. */
  readonly version?: number;
  /** Unchecked: an older or newer version of this application may have written it. */
  readonly project: unknown;
}

/** What a list shows of a project; `flow` is the first one, for its small picture. */
export interface ProjectSummary {
  readonly id: ProjectId;
  readonly name: string;
  readonly updatedAt: number;
  readonly flowCount: number;
  readonly stepCount: number;
  readonly flow: Flow | null;
  /** False where it is damaged, or newer than this version of the application: it is listed all the same. */
  readonly isReadable: boolean;
}

/** What came of saving: somebody else, in another tab, may have been first. */
export type SaveOutcome =
  | { readonly status: 'saved'; readonly revision: number }
  /** Somebody else saved since: nothing was written. */
  | { readonly status: 'changed' }
  /** Somebody else deleted it: nothing was written. */
  | { readonly status: 'deleted' };

/**
 * Writes a project if the stored revision is the one it was read from, all in one transaction.
 * Rejects when the browser refuses (full, blocked).
 */
export async function saveProject(
  database: Database,
  project: Project,
  basedOn: number,
  now: number,
): Promise<SaveOutcome> {
  const transaction = database.transaction('projects', 'readwrite', { durability: 'relaxed' });
  const stored = await transaction.store.get(project.id);
  if ((stored?.revision ?? 0) !== basedOn) {
    await transaction.done;
    return { status: stored === undefined ? 'deleted' : 'changed' };
  }
  const revision = basedOn + 1;
  const record = { id: project.id, revision, updatedAt: now, version: PROJECT_VERSION, project };
  await transaction.store.put(record);
  await transaction.done;
  return { status: 'saved', revision };
}

/** A project as it is stored, not yet checked; undefined where there is none. */
export async function loadProject(
  database: Database,
  id: ProjectId,
): Promise<StoredProject | undefined> {
  return database.get('projects', id);
}

/** A deleted project, and what its runs had left. */
export interface DeletedProject {
  readonly stored: StoredProject;
  readonly state: StoredState | undefined;
}

/** Returns what was deleted, so that it can be put back. */
export async function deleteProject(
  database: Database,
  id: ProjectId,
): Promise<DeletedProject | undefined> {
  const transaction = database.transaction(['projects', 'states'], 'readwrite');
  const projects = transaction.objectStore('projects');
  const states = transaction.objectStore('states');
  const [stored, state] = await Promise.all([projects.get(id), states.get(id)]);
  await Promise.all([projects.delete(id), states.delete(id), transaction.done]);
  return stored === undefined ? undefined : { stored, state };
}

/** Puts a deleted project and its state back as they were. */
export async function restoreProject(
  database: Database,
  { stored, state }: DeletedProject,
): Promise<void> {
  const transaction = database.transaction(['projects', 'states'], 'readwrite');
  await Promise.all([
    transaction.objectStore('projects').put(stored),
    state === undefined ? undefined : transaction.objectStore('states').put(state),
    transaction.done,
  ]);
}

/** All projects as they are stored, not yet checked, in no order. */
/** What is read of each stored project. They come one by one: all at once they may be more than a page takes in. */
export async function readEach<T>(
  database: Database,
  read: (stored: StoredProject) => T,
): Promise<T[]> {
  const { store, done } = database.transaction('projects');
  const ids = await store.getAllKeys();
  const all = await Promise.all(
    ids.map(async (id) => {
      const stored = await store.get(id);
      return stored === undefined ? [] : [read(stored)];
    }),
  );
  await done;
  return all.flat();
}

/** All projects, last changed first. One that cannot be read hides no other. */
export async function listProjects(database: Database): Promise<ProjectSummary[]> {
  return lastChangedFirst(await readEach(database, summaryOf));
}

/** The list as it is once this project has been saved. */
export function withSaved(
  list: readonly ProjectSummary[],
  project: Project,
  updatedAt: number,
): ProjectSummary[] {
  const { id } = project;
  const saved = summaryOf({ id, revision: 0, updatedAt, version: PROJECT_VERSION, project });
  return lastChangedFirst([...list.filter((other) => other.id !== id), saved]);
}

function lastChangedFirst(list: readonly ProjectSummary[]): ProjectSummary[] {
  return list.toSorted((one, other) => other.updatedAt - one.updatedAt);
}

/** A connection of a stored project, as far as can be told. */
export interface StoredConnection {
  readonly id: ConfigVarId;
  readonly name: string;
  readonly component: string;
  readonly key: string;
}

/** The connections of a stored project that nobody has checked; what is none is left out. */
export function connectionsOf({ project }: StoredProject): readonly StoredConnection[] {
  const configVars = member(project, 'configVars');
  if (!Array.isArray(configVars)) return [];
  return configVars.flatMap((configVar: unknown) => {
    const connection = member(configVar, 'connection');
    const [id, name] = [member(configVar, 'id'), member(configVar, 'name')];
    const [component, key] = [member(connection, 'component'), member(connection, 'key')];
    const texts = [id, name, component, key];
    return texts.every((text) => typeof text === 'string')
      ? // The ids of a stored project are its own.
        [
          {
            id: id as ConfigVarId,
            name: String(name),
            component: String(component),
            key: String(key),
          },
        ]
      : [];
  });
}

/** What a stored project is called, as far as can be told. */
export function nameOfStored({ project }: StoredProject): string {
  const name = member(project, 'name');
  return typeof name === 'string' && name !== '' ? name : 'Project without a name';
}

function summaryOf(stored: StoredProject): ProjectSummary {
  const flows = isCurrent(stored) ? flowsOf(stored.project) : null;
  return {
    id: stored.id,
    name: nameOfStored(stored),
    updatedAt: Number.isFinite(stored.updatedAt) ? stored.updatedAt : 0,
    flowCount: flows?.length ?? 0,
    stepCount: flows?.reduce((count, { steps }) => count + steps.length, 0) ?? 0,
    flow: flows?.[0] ?? null,
    isReadable: flows !== null,
  };
}

function isCurrent({ version = 1 }: StoredProject): boolean {
  return version <= PROJECT_VERSION;
}

/** The flows, where they are enough of flows for a list; opening a project checks all of it. */
function flowsOf(project: unknown): readonly Flow[] | null {
  const flows = member(project, 'flows');
  return Array.isArray(flows) && flows.every(isFlow) ? flows : null;
}

function isFlow(value: unknown): value is Flow {
  const isListOfObjects = (list: unknown): boolean =>
    Array.isArray(list) && list.every((item) => typeof item === 'object' && item !== null);
  return (
    typeof member(value, 'name') === 'string' &&
    isListOfObjects(member(value, 'steps')) &&
    isListOfObjects(member(value, 'edges'))
  );
}
