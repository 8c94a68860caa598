import type { ProjectId } from '@/lib/ids';
import type { Result } from '@/lib/result';
import { findExample } from '@/examples';
import { updateNetwork } from '@/model/edit-network';
import * as edit from '@/model/edit-project';
import { newProject as makeProject } from '@/model/new-project';
import type { Project } from '@/model/project';
import type { Problem } from '@/plan/problem';
import {
  deleteProject as deleteStored,
  loadProject,
  restoreProject,
  saveProject,
} from '@/storage/projects';
import { database } from '@/state/database';
import { useDocument } from '@/state/document';
import { editProject } from '@/state/edit-document';
import { notify } from '@/state/notices';
import { openNew, openStored, takeOver as takeOverOpen } from '@/state/open-project';
import { refreshProjects } from '@/state/project-list';
import { useProjects } from '@/state/projects';
import { showView } from './selection';

export async function newProject(): Promise<void> {
  await openNew(makeProject(freeName('New project')));
}

export async function openProject(id: ProjectId): Promise<void> {
  if (useDocument.getState().project?.id === id) showView('canvas');
  else if (!(await openStored(id))) {
    notify({ kind: 'error', text: 'That project is no longer on this device.' });
    await refreshProjects();
  }
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
  const into = await database();
  const stored = await loadProject(into, id);
  if (stored === undefined) return;
  await saveProject(into, edit.renameProject(stored.project, name), stored.revision, Date.now());
  await refreshProjects();
}

export async function duplicateProject(id: ProjectId): Promise<void> {
  const into = await database();
  const open = useDocument.getState().project;
  const project = open?.id === id ? open : (await loadProject(into, id))?.project;
  if (project === undefined) return;
  const copy = edit.withNewProjectIds(project, freeName(`${project.name} (copy)`));
  await saveProject(into, copy, 0, Date.now());
  await refreshProjects();
}

/** Deletes a project; the notice offers to put it back. */
export async function deleteProject(id: ProjectId): Promise<void> {
  const into = await database();
  const stored = await deleteStored(into, id);
  if (stored === undefined) return;
  const wasOpen = useDocument.getState().project?.id === id;
  await refreshProjects();
  if (wasOpen) {
    const [next] = useProjects.getState().list;
    if (next === undefined) await newProject();
    else await openStored(next.id);
    showView('projects');
  }
  notify({
    kind: 'info',
    text: `${stored.project.name} was deleted.`,
    action: {
      label: 'Undo',
      do: () => {
        void restoreProject(into, stored).then(async () => {
          await refreshProjects();
          if (wasOpen) await openStored(id);
        });
      },
    },
  });
}

/** Reads a project file's text and opens it beside the others. Problems, and nothing changed, where it cannot be read. */
export async function importText(
  text: string,
  name?: string,
): Promise<Result<Project, readonly Problem[]>> {
  const { readProject } = await import('@/formats/project/read-project');
  const read = readProject(text);
  if (!read.ok) return read;
  const copy = edit.withNewProjectIds(read.value, freeName(name ?? read.value.name));
  // Code from elsewhere calls nobody before a person has chosen to let it.
  const project = updateNetwork(copy, { mode: 'blocked' });
  await openNew(project);
  return { ok: true, value: project };
}

/** Imports a chosen or dropped file; a refused one is explained in a notice. */
export async function importFile(file: File): Promise<void> {
  const { MOST_CHARACTERS } = await import('@/formats/project/read-project');
  if (file.size > MOST_CHARACTERS) {
    const size = Math.round(file.size / 1_000_000);
    refused(file.name, [
      `The file has ${size} MB; up to ${MOST_CHARACTERS / 1_000_000} MB are read. It was not opened.`,
    ]);
    return;
  }
  let text: string;
  try {
    text = await file.text();
  } catch (error) {
    refused(file.name, [
      `The browser could not read it: ${error instanceof Error ? error.message : 'no reason given'}.`,
    ]);
    return;
  }
  const read = await importText(text);
  if (!read.ok)
    refused(
      file.name,
      read.error.map(({ message }) => message),
    );
  else
    notify({
      kind: 'info',
      text: `${read.value.name} was opened from ${file.name}. Nothing runs until you press Run.`,
    });
}

function refused(fileName: string, details: readonly string[]): void {
  notify({ kind: 'error', text: `${fileName} was not opened. Nothing was changed.`, details });
}

/** Saves the open project as a file. */
export async function exportProject(): Promise<void> {
  const { project } = useDocument.getState();
  if (project === null) return;
  const { writeProject } = await import('@/formats/project/project-file');
  const blob = new Blob([writeProject(project)], { type: 'application/json' });
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = `${fileNameOf(project.name)}.code-connector.json`;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 10_000);
}

export async function takeOver(): Promise<void> {
  await takeOverOpen();
}

function fileNameOf(name: string): string {
  return (
    name
      .replaceAll(/[^\p{L}\p{N} _-]+/gu, '-')
      .trim()
      .slice(0, 80) || 'project'
  );
}

function freeName(name: string): string {
  const taken = new Set(useProjects.getState().list.map((project) => project.name));
  if (!taken.has(name)) return name;
  for (let number = 2; ; number += 1) {
    if (!taken.has(`${name} ${number}`)) return `${name} ${number}`;
  }
}
