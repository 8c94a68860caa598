import { describe, expect, it } from 'vitest';
import { thrownPlace } from './thrown-place';

const within = (body: string) => `module.exports = async (context) => {\n${body}\n};`;

describe('the place of a thrown value', () => {
  it.each([
    ['a text', "const a = 1;\n  throw 'x';", '"x"', 3, 3],
    ['null', 'throw null;', 'null', 2, 1],
    ['undefined', 'throw undefined;', 'undefined', 2, 1],
    ['a number', 'throw 42;', '42', 2, 1],
    ['one text of two', "if (context.a) throw 'a';\nthrow 'b';", '"b"', 3, 1],
    ['a text beside an Error', "if (context.a) throw new Error('x');\nthrow 'x';", '"x"', 3, 1],
    ['a template', 'throw `no ${context.a} here`;', '"no order here"', 2, 1],
    ['an object', 'throw { code: 1 };', '{"code":1}', 2, 1],
    ['a rejection', "await Promise.reject('x');", '"x"', 2, 7],
    ['a rejected promise', "await new Promise((_, no) => no('x'));", '"x"', 2, 30],
    ['the only throw there is', 'const words = context.a;\nthrow words;', '"x"', 3, 1],
  ])('is known for %s', (_, body, thrown, line, column) => {
    expect(thrownPlace(within(body), thrown)).toEqual({ line, column });
  });

  it.each([
    ['the same text twice', "if (context.a) throw 'x';\nthrow 'x';", '"x"'],
    ['a name beside it', "if (context.a) throw context.a;\nthrow 'x';", '"x"'],
    ['a caught error thrown on', "try { f(); throw 'x' } catch (e) { throw e; }", '"x"'],
    ['nothing thrown', 'f();', '"x"'],
    ['another text', "throw 'y';", '"x"'],
    ['a name, where others’ code may throw', "const f = require('f');\nthrow f.a;", '"x"'],
    ['a rejecter that is handed on', "await new Promise((_, no) => f(no));\nthrow 'x';", '"x"'],
    ['two rejections', "await Promise.reject('x');\nawait Promise.reject('x');", '"x"'],
    ['code that cannot be parsed', "throw 'x' +;", '"x"'],
    ['a text that lies about itself', 'throw `a${1}`;', '"x'],
  ])('is unknown for %s', (_, body, thrown) => {
    expect(thrownPlace(within(body), thrown)).toBeNull();
  });
});
