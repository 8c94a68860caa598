import type { ProjectId } from '@/lib/ids';
import type { Project } from '@/model/project';
import type { Database } from './database';

/** A project as it lies in the database. `revision` grows with each save. */
export interface StoredProject {
  readonly id: ProjectId;
  readonly revision: number;
  /** Milliseconds since 1970. */
  readonly updatedAt: number;
  readonly project: Project;
}

/** What a list shows of a project; `flow` is the first one, for its small picture. */
export interface ProjectSummary {
  readonly id: ProjectId;
  readonly name: string;
  readonly updatedAt: number;
  readonly flowCount: number;
  readonly stepCount: number;
  readonly flow: Project['flows'][number] | null;
}

export type SaveOutcome =
  | { readonly status: 'saved'; readonly revision: number }
  /** Somebody else saved since: nothing was written. */
  | { readonly status: 'conflict'; readonly revision: number };

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
  const revision = stored?.revision ?? 0;
  if (revision !== basedOn) {
    await transaction.done;
    return { status: 'conflict', revision };
  }
  await transaction.store.put({ id: project.id, revision: revision + 1, updatedAt: now, project });
  await transaction.done;
  return { status: 'saved', revision: revision + 1 };
}

export async function loadProject(
  database: Database,
  id: ProjectId,
): Promise<StoredProject | undefined> {
  return database.get('projects', id);
}

/** Returns what was deleted, so that it can be put back. */
export async function deleteProject(
  database: Database,
  id: ProjectId,
): Promise<StoredProject | undefined> {
  const transaction = database.transaction('projects', 'readwrite');
  const stored = await transaction.store.get(id);
  await transaction.store.delete(id);
  await transaction.done;
  return stored;
}

export async function restoreProject(database: Database, stored: StoredProject): Promise<void> {
  await database.put('projects', stored);
}

/** All projects, last changed first. */
export async function listProjects(database: Database): Promise<ProjectSummary[]> {
  const all = await database.getAll('projects');
  return all
    .map(({ id, updatedAt, project }) => ({
      id,
      name: project.name,
      updatedAt,
      flowCount: project.flows.length,
      stepCount: project.flows.reduce((count, { steps }) => count + steps.length, 0),
      flow: project.flows[0] ?? null,
    }))
    .toSorted((one, other) => other.updatedAt - one.updatedAt);
}
