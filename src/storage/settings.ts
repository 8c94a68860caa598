import type { Database } from './database';

export async function readSetting(database: Database, key: string): Promise<unknown> {
  return database.get('settings', key);
}

export async function writeSetting(database: Database, key: string, value: unknown): Promise<void> {
  await database.put('settings', value, key);
}
