import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { MODULE_MEMBERS } from '../src/model/module-members';
import { CASES } from './conformance/cases';
import { makeKeys, runInNode, stepText, type Outcomes } from './conformance/compare';
import { MODULES_NOT_HERE, NOTES } from './conformance/notes';
import { toMarkdown, toRows, type Row } from './conformance/table';
import { expect, test } from './fixtures';
import { projectFile } from './project-file';

/** The table of docs/CONFORMANCE.md: every case run in the sandbox and in this Node, and compared. */

const PAGE = fileURLToPath(new URL('../docs/CONFORMANCE.md', import.meta.url));

// By the automation interface alone: on a narrow page no code editor is loaded, which costs more than the runs.
test.use({ viewport: { width: 390, height: 844 } });

test('docs/CONFORMANCE.md says what the sandbox has of Node', async ({ app: _app, page }) => {
  const keys = makeKeys();
  const texts = Object.keys(CASES).map((module) => [module, stepText(module, keys)] as const);
  const file = projectFile('Conformance', [
    { name: 'T', code: 'module.exports = async () => ({ payload: null });' },
    ...texts.map(([, code], index) => ({ name: `Step ${index}`, code })),
    { name: 'Modules', code: modulesText() },
  ]);
  const record = await page.evaluate(async (text) => {
    await window.codeConnector.open(text);
    return window.codeConnector.run({ stepTimeoutMs: 120_000 });
  }, file);
  expect(record.error).toBeUndefined();

  const modules: Record<string, readonly Row[]> = {};
  for (const [index, [module, text]] of texts.entries()) {
    const here = record.steps.find(({ key }) => key === `step${index}`)?.results as Outcomes;
    // One after the other: some tries wait for timers.
    const node = await runInNode(text);
    const broken = Object.entries(node).filter(([, { kind }]) => kind === 'threw');
    expect(broken, `tries of ${module} that Node refuses`).toEqual([]);
    modules[module] = toRows(here, node, NOTES[module] ?? {});
  }
  modules['Other modules'] = Object.entries(
    record.steps.find(({ key }) => key === 'modules')?.results as Record<string, string>,
  ).map(([member, note]) => ({
    member,
    status: note.includes('not available here') ? 'not here' : 'differs',
    note: note.replace(/^require\("[^"]+"\) is not available here\. /, ''),
  }));

  expect(incomplete(modules), 'members the editor does not complete').toEqual([]);
  const unexplained = Object.entries(modules).flatMap(([module, rows]) =>
    rows
      .filter(({ status, note }) => status === 'differs' && note === '')
      .map(({ member }) => `${module} ${member}`),
  );
  const options = await resolveConfig(PAGE);
  const written = await format(toMarkdown(modules), { ...options, parser: 'markdown' });
  if (process.env['WRITE_CONFORMANCE'] === '1') await writeFile(PAGE, written);
  expect(unexplained, 'differences without a word').toEqual([]);
  expect(await readFile(PAGE, 'utf8')).toBe(written);
});

/** Members that are here and that the editor does not know. */
function incomplete(modules: Readonly<Record<string, readonly Row[]>>): readonly string[] {
  return Object.entries(modules)
    .filter(([module]) => Object.hasOwn(MODULE_MEMBERS, module))
    .flatMap(([module, rows]) => {
      const known = (MODULE_MEMBERS[module] ?? '').replaceAll('()', '').split(' ');
      return rows
        .filter(({ member, status }) => status !== 'not here' && /^[a-zA-Z]\w*$/.test(member))
        .filter(({ member }) => !known.includes(member))
        .map(({ member }) => `${module} ${member}`);
    });
}

test('no member of a built-in module was forgotten', () => {
  const load = createRequire(import.meta.url);
  const forgotten = Object.entries(CASES)
    .filter(([module]) => module !== 'globals' && module !== 'crypto.subtle')
    .flatMap(([module, cases]) => {
      const tried = new Set(Object.keys(cases).map((name) => name.split(/[ .#]/)[0]));
      // Names with an underscore are nobody's business, and process keeps many.
      return Object.keys(load(module) as object)
        .filter(
          (name) =>
            !tried.has(name) && !name.startsWith('_') && !isStrict(module) && !isOfFork(name),
        )
        .map((name) => `${module}.${name}`);
    });
  expect(forgotten).toEqual([]);
});

/** The same functions as those of assert, with strict ones in place of the loose. */
function isStrict(module: string): boolean {
  return module === 'assert/strict';
}

/** What only a process has that another one started. */
function isOfFork(name: string): boolean {
  return ['channel', 'send', 'connected', 'disconnect', 'mainModule'].includes(name);
}

function modulesText(): string {
  const tries = MODULES_NOT_HERE.map(
    (name) => `'${name}': () => require('${name === 'test' ? 'node:test' : name}'),`,
  );
  return `const all = { ${tries.join('\n')} };
module.exports = async () => {
  const data = {};
  for (const [name, load] of Object.entries(all)) {
    try { data[name] = typeof load(); } catch (error) { data[name] = error.message; }
  }
  return { data };
};`;
}
