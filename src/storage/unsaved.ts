import type { ProjectId } from '@/lib/ids';

/**
 * Work that was not saved when the page went. A page that goes cannot wait for the database, so this one write is
 * synchronous; the next page that opens the project takes it from here.
 */
export interface UnsavedWork {
  /** The stored revision the work was based on. */
  readonly basedOn: number;
  /** A project file's text. */
  readonly file: string;
}

const keyOf = (id: ProjectId): string => `code-connector:unsaved:${id}`;

/** Keeps the work; false where the browser has no room for it. */
export function keepUnsaved(storage: Storage, id: ProjectId, work: UnsavedWork): boolean {
  try {
    storage.setItem(keyOf(id), JSON.stringify(work));
    return true;
  } catch {
    return false;
  }
}

/** Forgets what was kept of a project. Never throws. */
export function dropUnsaved(storage: Storage, id: ProjectId): void {
  try {
    storage.removeItem(keyOf(id));
  } catch {
    // A browser that refuses its storage has kept nothing either.
  }
}

/** What was kept of a project; null where nothing was, or nothing that can be read. */
export function readUnsaved(storage: Storage, id: ProjectId): UnsavedWork | null {
  try {
    const work: unknown = JSON.parse(storage.getItem(keyOf(id)) ?? 'null');
    return isUnsavedWork(work) ? work : null;
  } catch {
    return null;
  }
}

function isUnsavedWork(value: unknown): value is UnsavedWork {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof Reflect.get(value, 'basedOn') === 'number' &&
    typeof Reflect.get(value, 'file') === 'string'
  );
}
