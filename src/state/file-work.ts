import type { OpenedDefinition, WrittenDefinition } from '@/formats/prismatic/open-definition';
import type { ImportedSecret } from '@/formats/prismatic/import-definition';
import { askWorker, type Remote } from '@/lib/own-worker';
import { err, type Result } from '@/lib/result';
import { reasonOf } from '@/lib/reason-of';
import type { Project } from '@/model/project';
import type { Problem } from '@/plan/problem';
import type { FileApi } from './file.worker';

/** Above these, reading or writing would be felt on the page: a worker does it. */
const HERE_CHARACTERS = 100_000;
const HERE_STEPS = 200;
/** A file of the largest size takes a few seconds; one made to take longer is given up. */
const MOST_MS = 60_000;

type Outcome<T> = Result<T, readonly Problem[]>;

interface Reading {
  /** Gives a large file up. */
  readonly signal?: AbortSignal | undefined;
}

/** Whether reading takes long enough to tell of it. */
export function takesTime(source: string | Uint8Array): boolean {
  return source.length > HERE_CHARACTERS;
}

/** Reads a definition; nothing is opened by it. */
export async function readDefinitionFile(
  source: string | Uint8Array,
  reading: Reading = {},
): Promise<Outcome<OpenedDefinition>> {
  if (takesTime(source)) return inWorker((api) => api.openDefinition(source), reading);
  const { openDefinition } = await import('@/formats/prismatic/open-definition');
  return openDefinition(source);
}

/** Reads a project file; the project has ids of its own, and is not opened by it. */
export async function readProjectFile(
  text: string,
  reading: Reading = {},
): Promise<Outcome<Project>> {
  if (takesTime(text)) return inWorker((api) => api.openProject(text), reading);
  const { openProject } = await import('@/formats/project/open-project');
  return openProject(text);
}

/** Writes a project as a definition, with the secrets that are given. */
export async function writeDefinitionFile(
  project: Project,
  secrets: readonly Pick<ImportedSecret, 'id' | 'key' | 'value'>[],
): Promise<Outcome<WrittenDefinition>> {
  const steps = project.flows.reduce((sum, flow) => sum + flow.steps.length, 0);
  if (steps > HERE_STEPS) return inWorker((api) => api.saveDefinition(project, secrets));
  const { saveDefinition } = await import('@/formats/prismatic/open-definition');
  return saveDefinition(project, secrets);
}

async function inWorker<T>(
  work: (api: Remote<FileApi>) => Promise<Outcome<T>>,
  { signal }: Reading = {},
): Promise<Outcome<T>> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const givenUp = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('it took longer than a minute')), MOST_MS);
    signal?.addEventListener('abort', () => reject(new Error('it was cancelled')));
  });
  try {
    return await askWorker(
      () => new Worker(new URL('./file.worker.ts', import.meta.url), { type: 'module' }),
      async (api: Remote<FileApi>) => Promise.race([work(api), givenUp]),
    );
  } catch (error) {
    const message = `The file could not be worked on: ${reasonOf(error)}. Nothing was changed.`;
    return err([{ severity: 'error', code: 'file-work-failed', message }]);
  } finally {
    clearTimeout(timer);
  }
}
