import type { Database } from './database';

/** A downloaded module's file, as it was when it came. */
export interface StoredModule {
  /** The specifier as code writes it. */
  readonly specifier: string;
  readonly url: string;
  readonly text: string;
  /** SHA-256 of the text's UTF-8 bytes, in hexadecimal. */
  readonly sha256: string;
  /** Milliseconds since 1970. */
  readonly storedAt: number;
}

/** A kept module; undefined where there is none. */
export async function loadModule(
  database: Database,
  specifier: string,
): Promise<StoredModule | undefined> {
  return database.get('modules', specifier);
}

/** Keeps a downloaded module; one under the same specifier is replaced. */
export async function saveModule(database: Database, module: StoredModule): Promise<void> {
  await database.put('modules', module);
}

/** Forgets a module; a run that requires it downloads it again. */
export async function dropModule(database: Database, specifier: string): Promise<void> {
  await database.delete('modules', specifier);
}
