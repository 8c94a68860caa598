import { openDatabase, type Database } from '@/storage/database';

let opened: Promise<Database> | null = null;

/** The page's one connection; one that failed or was closed is opened again next time. */
export async function database(): Promise<Database> {
  opened ??= openDatabase(undefined, () => {
    opened = null;
  });
  try {
    return await opened;
  } catch (error) {
    opened = null;
    throw error;
  }
}
