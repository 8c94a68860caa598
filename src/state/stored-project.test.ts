import { PROJECT_VERSION } from '@/model/project-version';
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { aFlow, aProject } from '@/testing/a-flow';
import { loadProject, restoreProject, saveProject, type StoredProject } from '@/storage/projects';
import { database } from './database';
import { loadDocument, useDocument } from './document';
import { openFirstReadable, openStored } from './open-project';
import { refreshProjects } from './project-list';
import { useSession } from './session';
import { readStored } from './stored-project';

vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => {}, removeItem: () => {} });
vi.stubGlobal('navigator', {});

const open = aProject(aFlow('Open').trigger('Start').build());
const other = aProject(aFlow('Other').trigger('Start').build());

beforeEach(async () => {
  for (const project of [open, other]) {
    await deleteAndSave(project);
  }
  loadDocument(open, 1, { status: 'saved', at: 1 });
  useSession.setState({ notice: null });
  await refreshProjects();
});

async function deleteAndSave(project: typeof open): Promise<void> {
  const into = await database();
  await into.delete('projects', project.id);
  await saveProject(into, project, 0, 1);
}

/** Makes what lies in the database something else. */
async function tamper(change: Partial<StoredProject>): Promise<StoredProject> {
  const stored = await loadProject(await database(), other.id);
  if (stored === undefined) throw new Error('It was stored before.');
  const changed = { ...stored, ...change };
  await restoreProject(await database(), { stored: changed, state: undefined });
  return changed;
}

describe('a stored project', () => {
  it('is read as it was saved', async () => {
    expect(await readStored(other.id)).toEqual({
      status: 'read',
      project: other,
      revision: 1,
      updatedAt: 1,
    });
  });

  it('of a newer version stays as it is, and so does the open project', async () => {
    const stored = await tamper({ version: PROJECT_VERSION + 1 });
    expect(await openStored(other.id)).toBe(false);
    expect(useDocument.getState().project).toBe(open);
    expect(useSession.getState().notice).toMatchObject({
      kind: 'error',
      details: [expect.stringContaining('newer version')],
    });
    expect(await loadProject(await database(), other.id)).toEqual(stored);
  });

  it('that is damaged is refused with the place', async () => {
    const [flow] = other.flows;
    const stored = await tamper({ project: { ...other, flows: [{ ...flow, steps: 'none' }] } });
    expect(await openStored(other.id)).toBe(false);
    expect(useSession.getState().notice?.details).toEqual([
      'project.flows[0].steps must be a list.',
    ]);
    expect(await loadProject(await database(), other.id)).toEqual(stored);
  });

  it('comes back even where a person went past what a file may hold', async () => {
    const name = 'long '.repeat(1_000);
    await tamper({ project: { ...other, name } });
    expect(await openStored(other.id)).toBe(true);
    expect(useDocument.getState().project?.name).toBe(name);
  });

  it('that cannot be read is passed over for the next', async () => {
    await tamper({ updatedAt: 9, project: null });
    await refreshProjects();
    expect(await openFirstReadable()).toBe(true);
    expect(useDocument.getState().project).toEqual(open);
  });
});
