import { PROJECT_VERSION } from '@/model/project-version';
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { aProject } from '@/testing/a-flow';
import { openDatabase, type Database } from './database';
import {
  deleteProject,
  listProjects,
  loadProject,
  nameOfStored,
  restoreProject,
  saveProject,
  type StoredProject,
} from './projects';
import { loadState, saveState } from './states';

let database: Database;
let count = 0;

beforeEach(async () => {
  count += 1;
  database = await openDatabase(`test ${count}`);
});

describe('projects', () => {
  it('come back as they were saved, each save a revision', async () => {
    const project = aProject();
    expect(await saveProject(database, project, 0, 5)).toEqual({ status: 'saved', revision: 1 });
    const renamed = { ...project, name: 'Other' };
    expect(await saveProject(database, renamed, 1, 6)).toEqual({ status: 'saved', revision: 2 });
    expect(await loadProject(database, project.id)).toEqual({
      id: project.id,
      revision: 2,
      updatedAt: 6,
      version: PROJECT_VERSION,
      project: renamed,
    });
  });

  it('are never overwritten by somebody who read an older revision', async () => {
    const project = aProject();
    await saveProject(database, project, 0, 1);
    await saveProject(database, { ...project, name: 'Theirs' }, 1, 2);
    const mine = await saveProject(database, { ...project, name: 'Mine' }, 1, 3);
    expect(mine).toEqual({ status: 'changed' });
    expect(await loadProject(database, project.id)).toMatchObject({ project: { name: 'Theirs' } });
  });

  it('of two saves at once, one wins and the other is told', async () => {
    const project = aProject();
    const outcomes = await Promise.all([
      saveProject(database, { ...project, name: 'A' }, 0, 1),
      saveProject(database, { ...project, name: 'B' }, 0, 1),
    ]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['changed', 'saved']);
  });

  it('that were deleted can be put back whole', async () => {
    const project = aProject();
    await saveProject(database, project, 0, 1);
    const state = {
      projectId: project.id,
      flows: {},
      crossFlowState: '{"n":1}',
      integrationState: '{}',
    };
    await saveState(database, state);
    const deleted = await deleteProject(database, project.id);
    expect(await loadProject(database, project.id)).toBeUndefined();
    expect(await loadState(database, project.id)).toBeUndefined();
    if (deleted !== undefined) await restoreProject(database, deleted);
    expect((await loadProject(database, project.id))?.project).toEqual(project);
    expect(await loadState(database, project.id)).toEqual(state);
  });

  it('that somebody else has deleted are not written', async () => {
    const project = aProject();
    await saveProject(database, project, 0, 1);
    await deleteProject(database, project.id);
    expect(await saveProject(database, project, 1, 2)).toEqual({ status: 'deleted' });
    expect(await loadProject(database, project.id)).toBeUndefined();
  });

  it.each([
    ['no project', undefined],
    ['no flows', { name: 'Broken' }],
    ['flows that are none', { name: 'Broken', flows: [null] }],
    ['steps that are none', { name: 'Broken', flows: [{ name: 'F', steps: [null], edges: [] }] }],
  ])('with %s are listed, and hide no other', async (_, damaged) => {
    await saveProject(database, aProject(), 0, 1);
    // What only a fault, or another program, would write.
    const record = { id: 'broken', revision: 1, updatedAt: 2, project: damaged } as unknown;
    await restoreProject(database, { stored: record as StoredProject, state: undefined });
    const list = await listProjects(database);
    expect(list.map(({ isReadable }) => isReadable)).toEqual([false, true]);
    expect(nameOfStored(record as StoredProject)).toBe(list[0]?.name);
  });

  it('of a newer version are listed by their name', async () => {
    const project = aProject();
    await saveProject(database, project, 0, 1);
    const stored = await loadProject(database, project.id);
    if (stored !== undefined)
      await restoreProject(database, {
        stored: { ...stored, version: PROJECT_VERSION + 1 },
        state: undefined,
      });
    expect(await listProjects(database)).toMatchObject([
      { name: project.name, isReadable: false, flow: null },
    ]);
  });

  it('are listed with the last changed first', async () => {
    const [old, young] = [aProject(), aProject()];
    await saveProject(database, old, 0, 1);
    await saveProject(database, young, 0, 2);
    expect((await listProjects(database)).map(({ id }) => id)).toEqual([young.id, old.id]);
  });
});
