import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import type { Plugin } from 'vite';

const SOURCE = fileURLToPath(new URL('../offline/service-worker.ts', import.meta.url));
const FILE = 'service-worker.js';

/** Writes the service worker beside the built files, with the list of them. */
export function offlinePlugin(): Plugin {
  return {
    name: 'code-connector-offline',
    apply: 'build',
    writeBundle: {
      order: 'post',
      sequential: true,
      async handler({ dir }) {
        if (dir !== undefined) await writeServiceWorker(dir);
      },
    },
  };
}

/** Makes the service worker of the files in a folder. Its version is their content's. */
export async function writeServiceWorker(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && entry.name !== FILE)
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
  const assets = files.filter((file) => file.startsWith('assets/'));
  const pages: Record<string, string> = {};
  for (const file of files) {
    if (file.startsWith('assets/')) continue;
    pages[file] = hashOf(await readFile(join(folder, file)));
  }
  const version = hashOf(JSON.stringify([assets, pages])).slice(0, 16);
  const build = await rolldown({
    input: SOURCE,
    platform: 'browser',
    transform: { define: { BUILD: JSON.stringify({ version, assets, pages }) } },
    logLevel: 'silent',
  });
  const { output } = await build.generate({ format: 'iife', minify: true });
  await build.close();
  await writeFile(join(folder, FILE), output[0].code);
}

function hashOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
