import { chromium } from '@playwright/test';
import { build } from 'vite';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { browserArguments, findBrowser } from '../src/tools/find-browser';
import { buildWhenStale, DIST } from '../src/tools/fresh-build';
import { serveDist } from '../src/tools/serve-dist';
import { measureLarge } from './measure-large';
import { measureLoad, type LoadedFile } from './measure-load';
import { measurePauses } from './measure-pauses';
import { measureRecovery } from './measure-recovery';
import { measureRuns } from './measure-runs';
import { measureSandbox } from './measure-sandbox';
import { largeRows, loadRows, pauseRows, runRows } from './page-rows';
import { withReason } from './reasons';
import { recoveryRows, sandboxRows } from './sandbox-rows';
import { resultsOf, toMarkdown, type Row } from './results';

const HERE = fileURLToPath(new URL('.', import.meta.url));

await bench(process.argv.slice(2));

/**
 * Measures the built application and writes results.json and RESULTS.md. Arguments are names of parts: then only those
 * are measured, and nothing is written.
 */
async function bench(only: readonly string[]): Promise<void> {
  const executablePath = await findBrowser();
  await buildWhenStale();
  await build({ configFile: `${HERE}bare-flow/vite.config.ts`, logLevel: 'warn' });
  const app = await serveDist(DIST, { port: 0 });
  const bare = await serveDist(`${HERE}bare-flow/dist`, { port: 0 });
  const browser = await chromium.launch({ executablePath, args: browserArguments() });
  const origins = {
    app: `http://127.0.0.1:${app.port}/`,
    bare: `http://127.0.0.1:${bare.port}/`,
  };
  let files: readonly LoadedFile[] = [];
  const parts: Readonly<Record<string, () => Promise<Row[]>>> = {
    runs: async () => runRows(await measureRuns(browser, origins.app)),
    sandbox: async () => sandboxRows(await measureSandbox(browser, origins.app)),
    recovery: async () => recoveryRows(await measureRecovery(executablePath, origins.app)),
    load: async () => {
      const samples = await measureLoad(browser, origins, DIST);
      ({ files } = samples);
      return loadRows(samples);
    },
    large: async () => largeRows(await measureLarge(browser, origins)),
    pauses: async () => pauseRows(await measurePauses(browser, origins)),
  };
  try {
    const rows: Row[] = [];
    for (const [name, measure] of Object.entries(parts)) {
      if (only.length > 0 && !only.includes(name)) continue;
      process.stderr.write(`Measuring ${name}…\n`);
      // One after the other: they would slow each other.
      rows.push(...(await measure()).map(withReason));
    }
    const results = await resultsOf(rows, files, browser.version());
    const table = toMarkdown(results);
    process.stdout.write(table);
    if (only.length > 0) return;
    await writeFile(`${HERE}results.json`, `${JSON.stringify(results, null, 2)}\n`);
    await writeFile(`${HERE}RESULTS.md`, table);
  } finally {
    await browser.close();
    await app.close();
    await bare.close();
  }
}
