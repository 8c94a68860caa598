import { readdir, readFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const EXAMPLES = new URL('../examples/', import.meta.url);

/** The text of the project file at `path`, or of the example of that name. */
export async function readProjectText(name: string, path: string): Promise<string> {
  const isFile = await stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
  if (isFile) return readFile(path, 'utf8');
  const names = (await readdir(fileURLToPath(EXAMPLES)))
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length));
  if (names.includes(name)) return readFile(new URL(`${name}.json`, EXAMPLES), 'utf8');
  throw new Error(
    `There is no file and no example "${name}". The examples are ${names.join(', ')}.`,
  );
}
