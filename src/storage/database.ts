import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { ConfigVarId, ProjectId } from '@/lib/ids';
import type { StoredModule } from './modules';
import type { StoredProject } from './projects';
import type { SealedSecret, SecretsKey } from './secrets';
import type { StoredState } from './states';

/** The object stores, and what each holds by which key. */
export interface Schema extends DBSchema {
  projects: { key: ProjectId; value: StoredProject };
  settings: { key: string; value: unknown };
  modules: { key: string; value: StoredModule };
  secrets: { key: ConfigVarId; value: SealedSecret };
  secretsKey: { key: string; value: SecretsKey };
  states: { key: ProjectId; value: StoredState };
}

/** The open database; every function here takes it as its first argument. */
export type Database = IDBPDatabase<Schema>;

/**
 * Opens the page's database; rejects where the browser has none to give (private mode, blocked storage).
 * `onClosed` is told when the connection is of no more use: a newer version of the application needs the database,
 * or the browser has closed it.
 */
export async function openDatabase(
  name = 'code-connector',
  onClosed?: () => void,
): Promise<Database> {
  if (typeof indexedDB === 'undefined')
    throw new Error('This browser offers no storage to this page.');
  try {
    return await openDB<Schema>(name, 4, {
      upgrade(database, from) {
        if (from < 1) {
          database.createObjectStore('projects', { keyPath: 'id' });
          database.createObjectStore('settings');
        }
        if (from < 2) database.createObjectStore('modules', { keyPath: 'specifier' });
        if (from < 3) {
          database.createObjectStore('secrets', { keyPath: 'id' });
          database.createObjectStore('secretsKey');
        }
        if (from < 4) database.createObjectStore('states', { keyPath: 'projectId' });
      },
      blocking(_current, _blocked, event) {
        // The connection itself, as IndexedDB hands it to this event.
        (event.target as IDBDatabase).close();
        onClosed?.();
      },
      ...(onClosed === undefined ? {} : { terminated: onClosed }),
    });
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== 'VersionError') throw error;
    throw new Error(
      'a newer version of this application has written it. Reload the page to get that version',
      { cause: error },
    );
  }
}
