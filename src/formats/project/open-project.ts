import type { Result } from '@/lib/result';
import { withNewProjectIds } from '@/model/edit-project';
import type { Project } from '@/model/project';
import type { Problem } from '@/plan/problem';
import { readProject } from './read-project';

/** A project file's text as a project with ids of its own: it is to stand beside the one it was exported from. */
export function openProject(text: string): Result<Project, readonly Problem[]> {
  const read = readProject(text);
  return read.ok ? { ok: true, value: withNewProjectIds(read.value, read.value.name) } : read;
}
