import { err, ok, type Result } from '@/lib/result';
import type { Project } from '@/model/project';
import type { Problem } from '@/plan/problem';
import { decodeText } from './decode-text';
import { exportDefinition } from './export-definition';
import { importDefinition, type ImportedSecret } from './import-definition';
import { reportOf, type ImportReport } from './import-report';
import { readDefinition } from './read-definition';
import { writeDefinition } from './write-definition';

/** A project read from the platform's file, with the secrets that stood in it. */
export interface OpenedDefinition {
  readonly project: Project;
  readonly secrets: readonly ImportedSecret[];
  readonly report: ImportReport;
}

/** A file's bytes, or a text, as a project; with all that has to be told of it. */
export function openDefinition(
  source: string | Uint8Array,
): Result<OpenedDefinition, readonly Problem[]> {
  const text = typeof source === 'string' ? ok(source) : decodeText(source);
  if (!text.ok) return err([text.error]);
  const read = readDefinition(text.value);
  if (!read.ok) return read;
  const imported = importDefinition(read.value.definition);
  if (!imported.ok) return imported;
  const { project, secrets } = imported.value;
  return ok({ project, secrets, report: reportOf(project, secrets, read.value.notes) });
}

/** The platform's file, and what differs in it from the drawing. */
export interface WrittenDefinition {
  readonly text: string;
  readonly notes: readonly Problem[];
}

/** The project as the platform's YAML. `secrets` are written where they stand; without them `''` is. */
export function saveDefinition(
  project: Project,
  secrets: readonly Pick<ImportedSecret, 'id' | 'key' | 'value'>[],
): Result<WrittenDefinition, readonly Problem[]> {
  const values = new Map(secrets.map(({ id, key, value }) => [`${id} ${key}`, value]));
  const exported = exportDefinition(project, (id, key) => values.get(`${id} ${key}`) ?? null);
  if (!exported.ok) return exported;
  const { definition, notes } = exported.value;
  return ok({ text: writeDefinition(definition), notes });
}
