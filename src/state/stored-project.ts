import type { ProjectId } from '@/lib/ids';
import type { Project } from '@/model/project';
import { PROJECT_VERSION } from '@/model/project-version';
import { PROJECT_FORMAT } from '@/formats/project/project-file';
import { loadProject, nameOfStored, type StoredProject } from '@/storage/projects';
import { database } from './database';
import { notify } from './notices';
import { saveAsFile } from './save-as-file';

/** A stored project that could be read, with the revision that the next save has to name. */
export interface ReadProject {
  readonly status: 'read';
  readonly project: Project;
  readonly revision: number;
  readonly updatedAt: number;
}

/** What reading came to. An unreadable one keeps what is stored, to be saved as a file. */
export type StoredRead =
  | ReadProject
  | { readonly status: 'missing' }
  | {
      readonly status: 'unreadable';
      readonly stored: StoredProject;
      readonly reasons: readonly string[];
    };

/** Reads a stored project, checked: an older one comes upgraded, a damaged or newer one with the reasons. */
export async function readStored(id: ProjectId): Promise<StoredRead> {
  const [{ readStoredProject }, stored] = await Promise.all([
    import('@/formats/project/read-project'),
    database().then(async (from) => loadProject(from, id)),
  ]);
  if (stored === undefined) return { status: 'missing' };
  const { version = 1, project, revision, updatedAt } = stored;
  if (version > PROJECT_VERSION) {
    const reason =
      'A newer version of this application has written it. Reload the page to get that version.';
    return { status: 'unreadable', stored, reasons: [reason] };
  }
  const read = readStoredProject(project);
  if (read.ok) return { status: 'read', project: read.value, revision, updatedAt };
  return { status: 'unreadable', stored, reasons: read.error.map(({ message }) => message) };
}

/** The project, where it can be read; otherwise null, and a notice says why. */
export async function readStoredOrTell(id: ProjectId): Promise<ReadProject | null> {
  const read = await readStored(id);
  if (read.status === 'read') return read;
  if (read.status === 'missing') {
    notify({ kind: 'error', text: 'That project is no longer on this device.' });
    return null;
  }
  const { stored, reasons } = read;
  const name = nameOfStored(stored);
  notify({
    kind: 'error',
    text: `${name} cannot be opened. It is still on this device, as it was.`,
    details: reasons,
    action: {
      label: 'Save its data as a file',
      do: () => {
        const { version = 1, project } = stored;
        const text = JSON.stringify({ format: PROJECT_FORMAT, version, project }, null, 2);
        saveAsFile(name, `${text}\n`);
      },
    },
  });
  return null;
}
