import type { Page } from '@playwright/test';

/** All that is stored of one kind as text, read from the browser's own database. */
export async function storedText(
  page: Page,
  store: 'projects' | 'secrets' = 'projects',
): Promise<string> {
  return page.evaluate(async (name) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('code-connector');
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(request.error ?? new Error('open')));
    });
    const request = database.transaction(name).objectStore(name).getAll();
    await new Promise((resolve) => {
      request.addEventListener('success', resolve);
    });
    database.close();
    return JSON.stringify(request.result);
  }, store);
}

/** What another program with the same database does to the stored project of that name. */
export async function changeStored(
  page: Page,
  name: string,
  change: {
    /** Texts to put in the place of others, all through the record. */
    readonly texts?: Readonly<Record<string, string>>;
    /** Members of the record to set. */
    readonly members?: Readonly<Record<string, unknown>>;
    /** How many saves it takes for it. */
    readonly saves?: number;
  },
): Promise<void> {
  const count = await page.evaluate(
    async ([wanted, { texts = {}, members = {}, saves = 0 }]) => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('code-connector');
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error ?? new Error('open')));
      });
      const transaction = database.transaction('projects', 'readwrite');
      const request = transaction.objectStore('projects').openCursor();
      let changed = 0;
      request.addEventListener('success', () => {
        const cursor = request.result;
        if (cursor === null) return;
        // The application's own record.
        const record = cursor.value as { revision: number; project: { name: string } };
        if (record.project.name === wanted) {
          let text = JSON.stringify({ ...record, revision: record.revision + saves, ...members });
          for (const [from, to] of Object.entries(texts)) text = text.replaceAll(from, to);
          cursor.update(JSON.parse(text));
          changed += 1;
        }
        cursor.continue();
      });
      await new Promise((resolve) => {
        transaction.addEventListener('complete', resolve);
      });
      database.close();
      return changed;
    },
    [name, change] as const,
  );
  if (count !== 1) throw new Error(`${count} projects are named ${name}.`);
}
