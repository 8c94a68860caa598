import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { aDefinition } from '@/testing/a-definition';
import { decodeText } from './decode-text';
import type { Definition } from './definition';
import { readDefinition } from './read-definition';
import { putSecrets, takeSecrets } from './secrets';
import { walkSteps } from './walk-steps';
import { writeDefinition } from './write-definition';

const OWN = fileURLToPath(new URL('./fixtures/', import.meta.url));
/** A folder of real exports, which are not ours to keep here. */
const REAL = process.env['PRISMATIC_FIXTURES'];

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name) => join(folder, name));
}

function textOf(file: string): string {
  const decoded = decodeText(readFileSync(file));
  if (!decoded.ok) throw new Error(decoded.error.message);
  return decoded.value;
}

function read(text: string): Definition {
  const found = readDefinition(text);
  if (!found.ok) throw new Error(found.error.map(({ message }) => message).join('\n'));
  return found.value.definition;
}

function expectRoundTrip(file: string): void {
  const text = textOf(file);
  const definition = read(text);
  // Another way through the same library: its own conversion, merge keys on as the platform's readers have them.
  const data: unknown = parse(text, { merge: true });
  if (Reflect.get(Object(data), 'definitionVersion') === 7) expect(definition).toEqual(data);
  const written = writeDefinition(definition);
  expect(read(written)).toEqual(definition);
  expect(writeDefinition(read(written))).toBe(written);
  const taken = takeSecrets(definition);
  expect(putSecrets(taken.definition, taken.secrets)).toEqual(definition);
  for (const { step } of walkSteps(definition)) {
    const code = step.inputs?.['code']?.value;
    // What must be quoted is told of below.
    const isBlock =
      typeof code === 'string' && /\S/.test(code) && !/\r|^\s*\t|\n[ \t]+$/.test(code);
    const [line = ''] = isBlock ? code.split('\n') : [];
    if (line.trim() !== '') expect(written).toMatch(literalBlock(line));
  }
}

function literalBlock(line: string): RegExp {
  const exact = line.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
  return new RegExp(`value: \\|[-+0-9]*\\n *${exact}\\n`);
}

describe('a definition that is read and written', () => {
  it.each(filesIn(OWN))('is the same data: %s', (file) => {
    expectRoundTrip(file);
  });

  it('is the same data for every real export', () => {
    if (REAL === undefined) {
      console.log('skipped: PRISMATIC_FIXTURES not set');
      return;
    }
    const files = filesIn(REAL);
    expect(files.length).toBeGreaterThan(0);
    files.forEach(expectRoundTrip);
  });

  it('is the same data, whatever its texts and keys, and its secrets come back', () => {
    fc.assert(
      fc.property(aDefinition, (definition) => {
        expect(read(writeDefinition(definition))).toEqual(definition);
        const taken = takeSecrets(definition);
        expect(putSecrets(taken.definition, taken.secrets)).toEqual(definition);
        const left = takeSecrets(taken.definition);
        expect(left.secrets).toEqual([]);
      }),
      { numRuns: 30 },
    );
  }, 60_000);

  it.each([
    ['', '""'],
    ['x', '|-\n  x'],
    ['a\nb', '|-\n  a\n  b'],
    ['a\nb\n', '|\n  a\n  b'],
    ['a\n\n\n', '|+\n  a\n\n'],
    ['  a\nb  \n', '|2\n    a\n  b  '],
    ['a\r\nb', String.raw`"a\r\nb"`],
    ['\ta\nb', String.raw`"\ta\nb"`],
    ['a\n  ', String.raw`"a\n  "`],
    ['a\u2028b\n', String.raw`"a\u2028b\n"`],
    ['---\n%', '|-\n  ---\n  %'],
  ])('writes code %j so that no reader changes it', (code, expected) => {
    const definition = withCode(code);
    const written = writeDefinition(definition);
    const indented = expected.replaceAll('\n  ', `\n${' '.repeat(14)}`);
    expect(written).toContain(`value: ${indented}`);
    expect(read(written)).toEqual(definition);
  });

  it('quotes what another version of YAML would take for something else', () => {
    const words = [
      'yes',
      'No',
      'on',
      '012',
      '1_000',
      '12:30',
      '2026-01-31',
      '=',
      '<<',
      '~',
      'null',
    ];
    const written = writeDefinition({ ...withCode(''), labels: words });
    for (const word of words) expect(written).toContain(`  - "${word}"\n`);
  });
});

function withCode(code: string): Definition {
  return {
    definitionVersion: 7,
    name: 'Code',
    flows: [
      {
        name: 'Flow',
        steps: [
          {
            name: 'Step',
            action: { key: 'runCode', component: { key: 'code' } },
            inputs: { code: { type: 'value', value: code } },
          },
        ],
      },
    ],
  };
}
