import { openDatabase, type Database } from '@/storage/database';

let opened: Promise<Database> | null = null;

/** The page's one connection; a failed opening is tried again next time. */
export async function database(): Promise<Database> {
  opened ??= openDatabase();
  try {
    return await opened;
  } catch (error) {
    opened = null;
    throw error;
  }
}
