import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { ProjectId } from '@/lib/ids';
import type { StoredProject } from './projects';

export interface Schema extends DBSchema {
  projects: { key: ProjectId; value: StoredProject };
  settings: { key: string; value: unknown };
}

export type Database = IDBPDatabase<Schema>;

/** Opens the page's database; rejects where the browser has none to give (private mode, blocked storage). */
export async function openDatabase(name = 'code-connector'): Promise<Database> {
  if (typeof indexedDB === 'undefined')
    throw new Error('This browser offers no storage to this page.');
  return openDB<Schema>(name, 1, {
    upgrade(database) {
      database.createObjectStore('projects', { keyPath: 'id' });
      database.createObjectStore('settings');
    },
  });
}
