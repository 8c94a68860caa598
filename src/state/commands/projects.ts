import { writeProject } from '@/formats/project/project-file';
import type { ProjectId } from '@/lib/ids';
import { reasonOf } from '@/lib/reason-of';
import { findExample } from '@/examples';
import * as edit from '@/model/edit-project';
import { newProject as makeProject } from '@/model/new-project';
import type { Project } from '@/model/project';
import {
  deleteProject as deleteStored,
  nameOfStored,
  restoreProject,
  saveProject,
} from '@/storage/projects';
import { forgetUnsaved, saveNow } from '@/state/autosave';
import { database } from '@/state/database';
import { useDocument } from '@/state/document';
import { editProject } from '@/state/edit-document';
import { notify } from '@/state/notices';
import {
  openFirstReadable,
  openNew,
  openStored,
  takeOver as takeOverOpen,
} from '@/state/open-project';
import { refreshProjects } from '@/state/project-list';
import { copyProjectSecrets, forgetSecretsAfter, secretOwners } from '@/state/project-secrets';
import { useProjects } from '@/state/projects';
import type { Notice } from '@/state/session';
import { saveAsFile } from '@/state/save-as-file';
import { readStoredOrTell } from '@/state/stored-project';
import { showView } from './selection';

/** Makes an empty project under a free name, and opens it. */
export async function newProject(): Promise<void> {
  await openNew(makeProject(freeName('New project')));
}

/** Opens a stored project; where it cannot be read a notice says why, and the list is read anew. */
export async function openProject(id: ProjectId): Promise<void> {
  if (useDocument.getState().project?.id === id) showView('canvas');
  else if (!(await openStored(id))) await refreshProjects();
}

/** Opens a fresh copy of an example; false when there is none of that name. */
export async function openExample(name: string): Promise<boolean> {
  const example = findExample(name);
  if (example === null) return false;
  const [{ readProjectValue }, value] = await Promise.all([
    import('@/formats/project/read-project'),
    example.load(),
  ]);
  const read = readProjectValue(value);
  if (!read.ok) throw new Error(read.error.map(({ message }) => message).join(' '));
  await openNew(edit.withNewProjectIds(read.value, freeName(example.title)));
  return true;
}

/** Renames a project, the open one as an edit that can be undone. */
export async function renameProject(id: ProjectId, name: string): Promise<void> {
  if (useDocument.getState().project?.id === id) {
    editProject({ label: 'Rename project' }, (project) => edit.renameProject(project, name));
    return;
  }
  const stored = await readStoredOrTell(id);
  if (stored === null) return;
  const renamed = edit.renameProject(stored.project, name);
  await store(renamed, stored.revision);
}

/** Whether runs fail where the platform would, or only warn. */
export function setFailsAtPlatformLimits(isOn: boolean): void {
  editProject({ label: 'Edit project settings' }, (project) =>
    edit.setFailsAtPlatformLimits(project, isOn),
  );
}

/** Whether runs wait between the tries of a step. */
export function setSkipsRetryDelays(isOn: boolean): void {
  editProject({ label: 'Edit run options' }, (project) => edit.setSkipsRetryDelays(project, isOn));
}

/** Copies a project with its secrets, stored but not opened. */
export async function duplicateProject(id: ProjectId): Promise<void> {
  const open = useDocument.getState().project;
  const project = open?.id === id ? open : (await readStoredOrTell(id))?.project;
  if (project === undefined) return;
  const copy = edit.withNewProjectIds(project, freeName(`${project.name} (copy)`));
  const told = copyProjectSecrets(project, copy);
  await store(copy, 0);
  if (told !== null) notify({ kind: 'info', text: `${copy.name} was made. ${told}` });
}

/** Writes a project that is not the open one; a refusal is told. */
async function store(project: Project, revision: number): Promise<void> {
  try {
    const { status } = await saveProject(await database(), project, revision, Date.now());
    if (status !== 'saved')
      notify({ kind: 'error', text: `Not changed: another tab has just saved ${project.name}.` });
  } catch (error) {
    notify({
      kind: 'error',
      text: `This browser did not store ${project.name}: ${reasonOf(error)}.`,
    });
  }
  await refreshProjects();
}

/** Deletes a project; the notice offers to put it back. */
export async function deleteProject(id: ProjectId): Promise<void> {
  const wasOpen = useDocument.getState().project?.id === id;
  // What was changed last comes back with the rest.
  if (wasOpen) await saveNow();
  const into = await database();
  const deleted = await deleteStored(into, id);
  if (deleted === undefined) return;
  await refreshProjects();
  if (wasOpen) {
    if (!(await openFirstReadable())) await newProject();
    showView('projects');
  }
  const hasSecrets = secretOwners(deleted.stored).length > 0;
  const notice: Notice = {
    kind: 'info',
    text: `${nameOfStored(deleted.stored)} was deleted.${hasSecrets ? ' Its secrets are forgotten when this notice goes.' : ''}`,
    action: {
      label: 'Undo',
      do: () => {
        forgetting.keep();
        void restoreProject(into, deleted).then(async () => {
          await refreshProjects();
          if (wasOpen) await openStored(id);
        });
      },
    },
  };
  notify(notice);
  const forgetting = forgetSecretsAfter(notice, deleted.stored);
}

/** Saves the open project as a file. */
export async function exportProject(): Promise<void> {
  const { project } = useDocument.getState();
  if (project === null) return;
  saveAsFile(project.name, writeProject(project));
}

/** Makes this tab the one that edits the project; the other one becomes read-only. */
export async function takeOver(): Promise<void> {
  await takeOverOpen();
}

/** Where another tab's version is the stored one: keeps this one beside it, and opens it. */
export async function keepMineAsCopy(): Promise<void> {
  const { project } = useDocument.getState();
  if (project === null) return;
  const copy = edit.withNewProjectIds(project, freeName(`${project.name} (copy)`));
  copyProjectSecrets(project, copy);
  await openNew(copy);
  forgetUnsaved(project.id);
}

/** The name, with a number behind it where another project has it. */
export function freeName(name: string): string {
  const taken = new Set(useProjects.getState().list.map((project) => project.name));
  if (!taken.has(name)) return name;
  for (let number = 2; ; number += 1) {
    if (!taken.has(`${name} ${number}`)) return `${name} ${number}`;
  }
}
