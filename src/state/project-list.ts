import { reasonOf } from '@/lib/reason-of';
import { listProjects } from '@/storage/projects';
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
