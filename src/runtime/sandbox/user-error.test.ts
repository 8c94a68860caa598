import { describe, expect, it } from 'vitest';
import { compileCode } from './compile-code';
import { toWire } from './uncaught';

const FILE = 'flow/Test/steps/a.js';

/** What is told of what the code throws. */
async function thrownBy(body: string) {
  const module: { exports: unknown } = { exports: {} };
  compileCode(`module.exports = async () => {\n${body}\n};`, FILE)(module, {}, () => null);
  try {
    await (module.exports as () => Promise<unknown>)();
  } catch (error) {
    return toWire(error, FILE);
  }
  throw new Error('Nothing was thrown.');
}

describe('an error', () => {
  it('of several stands where the first of them was made, and tells what they were', async () => {
    const error = await thrownBy(`const fail = async (text) => {
  throw new Error(text);
};
await Promise.any([fail('left'), fail('right')]);`);
    expect(error).toMatchObject({ name: 'AggregateError', line: 3, column: 9 });
    expect(error.message).toBe('All promises were rejected (errors: Error: left; Error: right)');
  });

  it('without a place of its own has that of its cause', async () => {
    const error = await thrownBy(`const cause = new TypeError('inner');
const error = new Error('outer', { cause });
error.stack = 'Error: outer';
throw error;`);
    expect(error).toMatchObject({ line: 2, message: 'outer (cause: TypeError: inner)' });
  });

  it.each([
    ["'x'", '"x"'],
    ['null', 'null'],
    ['undefined', 'undefined'],
    ['7', '7'],
    ['{ code: 1 }', '{"code":1}'],
  ])('that is none, as %s, has no place and says what was thrown', async (value, thrown) => {
    const error = await thrownBy(`throw ${value};`);
    expect(error.thrown).toBe(thrown);
    expect(error.line).toBeUndefined();
  });

  it('that cannot be written says nothing of itself', async () => {
    const error = await thrownBy('const me = {}; me.me = me; throw me;');
    expect(error.thrown).toBeUndefined();
    expect(error.message).toMatch(/which is no Error/);
  });
});
