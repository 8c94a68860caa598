import { reasonOf } from '@/lib/reason-of';
import type { Project } from '@/model/project';
import { listProjects, withSaved } from '@/storage/projects';
import { database } from './database';
import { useProjects } from './projects';

/** Reads the list of projects anew; says why where it cannot. */
export async function refreshProjects(): Promise<void> {
  try {
    const list = await listProjects(await database());
    useProjects.setState({ list, status: 'ready' });
  } catch (error) {
    useProjects.setState({ status: 'failed', reason: `${reasonOf(error)}.` });
  }
}

/** A project of this page has been saved: the list says so without reading all of them. */
export function noteSaved(project: Project, at: number): void {
  useProjects.setState(({ list }) => ({ list: withSaved(list, project, at) }));
}
