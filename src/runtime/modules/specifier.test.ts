import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSpecifier, specifierText } from './specifier';

describe('parseSpecifier', () => {
  it.each([
    ['lodash', 'lodash', null, null],
    ['lodash@4.17.21', 'lodash', '4.17.21', null],
    ['lodash@4.17.21/lodash.js', 'lodash', '4.17.21', 'lodash.js'],
    ['pdf-lib@1.17.1/dist/pdf-lib.js', 'pdf-lib', '1.17.1', 'dist/pdf-lib.js'],
    ['@noble/hashes@2/sha2.js', '@noble/hashes', '2', 'sha2.js'],
    ['@scope/name', '@scope/name', null, null],
    ['date-fns@^4.0.0', 'date-fns', '^4.0.0', null],
    ['name/lib/x.js', 'name', null, 'lib/x.js'],
  ])('reads %s', (text, name, version, file) => {
    expect(parseSpecifier(text)).toEqual({ name, version, file });
  });

  it.each([
    '',
    './local',
    '../up',
    '/root',
    'https://evil.example/x.js',
    'name/../../up',
    'name/a//b',
    'name/./x',
    'name/x?y=1',
    'name/x#y',
    'name/%2e%2e/x',
    'a b',
    '@scope',
    'name@',
    'constructor/..',
  ])('refuses %j', (text) => {
    expect(parseSpecifier(text)).toBeNull();
  });

  it('reads what it writes, and never builds an address that leaves the package', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const read = parseSpecifier(text);
        if (read === null) return;
        expect(specifierText(read)).toBe(text);
        const url = new URL(`https://unpkg.com/${text}`);
        expect(url.origin).toBe('https://unpkg.com');
        expect(url.pathname.startsWith(`/${read.name}`)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
