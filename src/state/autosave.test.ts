import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { aProject } from '@/testing/a-flow';
import { deleteProject, loadProject, restoreProject, saveProject } from '@/storage/projects';
import { markStored, saveNow, watchDocument } from './autosave';
import { database } from './database';
import { loadDocument, useDocument } from './document';
import { editProject, redoEdit, undoEdit } from './edit-document';
import { refreshProjects } from './project-list';
import { useProjects } from './projects';

// What the browser has and the test's environment has not.
const page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
const window = new EventTarget();
vi.stubGlobal('document', page);
vi.stubGlobal('addEventListener', window.addEventListener.bind(window));
vi.stubGlobal('removeEventListener', window.removeEventListener.bind(window));
vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => {}, removeItem: () => {} });

let project = aProject();
let unwatch = (): void => {};

beforeEach(async () => {
  unwatch();
  project = aProject();
  await saveProject(await database(), project, 0, 1);
  markStored(project, 1);
  loadDocument(project, 1, { status: 'saved', at: 1 });
  unwatch = watchDocument();
});

function rename(name: string): void {
  editProject({ label: 'Rename project' }, (before) => ({ ...before, name }));
}

const saved = () => useDocument.getState().saved;
const storedProject = async () => (await loadProject(await database(), project.id))?.project;

describe('saving', () => {
  it('says saved again when a change is undone before it was saved', async () => {
    rename('Other');
    expect(saved().status).toBe('unsaved');
    undoEdit();
    await saveNow();
    expect(saved()).toEqual({ status: 'saved', at: 1 });
  });

  it('saves what is undone while the change is being saved', async () => {
    rename('Other');
    const first = saveNow();
    await Promise.resolve();
    undoEdit();
    await first;
    await vi.waitFor(() => expect(saved().status).toBe('saved'));
    expect(await storedProject()).toEqual(project);
    redoEdit();
    await saveNow();
    expect(await storedProject()).toMatchObject({ name: 'Other' });
  });

  it('tells the list of projects, which does not read the others again', async () => {
    const other = aProject();
    await saveProject(await database(), other, 0, 2);
    await refreshProjects();
    await (await database()).delete('projects', other.id);
    rename('Renamed');
    await saveNow();
    const names = useProjects.getState().list.map(({ id, name }) => [id, name]);
    expect(names[0]).toEqual([project.id, 'Renamed']);
    expect(names).toContainEqual([other.id, other.name]);
  });

  it('says that another tab has saved, and writes nothing', async () => {
    await saveProject(await database(), { ...project, name: 'Theirs' }, 1, 2);
    rename('Mine');
    await saveNow();
    expect(saved()).toMatchObject({ status: 'failed', conflict: 'changed' });
    undoEdit();
    await saveNow();
    expect(saved().status).toBe('failed');
    expect(await storedProject()).toMatchObject({ name: 'Theirs' });
  });

  it('says that another tab has deleted the project, and does not bring it back', async () => {
    const stored = await deleteProject(await database(), project.id);
    rename('Mine');
    await saveNow();
    expect(saved()).toMatchObject({ status: 'failed', conflict: 'deleted' });
    expect(await storedProject()).toBeUndefined();
    if (stored !== undefined) await restoreProject(await database(), stored);
    rename('Mine again');
    await saveNow();
    expect(saved().status).toBe('saved');
  });
});
