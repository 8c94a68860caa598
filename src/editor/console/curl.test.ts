import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { curlOf } from './curl';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('curlOf', () => {
  it('writes a plain request in one line', () => {
    expect(curlOf({ method: 'GET', url: 'https://a.example/x', headers: [], body: null })).toBe(
      "curl 'https://a.example/x'",
    );
  });

  it('writes method, headers and body', () => {
    const text = curlOf({
      method: 'PUT',
      url: 'https://a.example/',
      headers: [{ name: 'X-A', value: "it's" }],
      body: bytes('{"a":1}'),
    });
    expect(text).toContain("--request 'PUT'");
    expect(text).toContain(String.raw`--header 'X-A: it'\''s'`);
    expect(text).toContain(`--data-raw '{"a":1}'`);
  });

  it('leaves bytes that are no text to a file', () => {
    const body = new Uint8Array([0, 255]);
    expect(curlOf({ method: 'POST', url: 'https://a/', headers: [], body })).toContain(
      "--data-binary '@body.bin'",
    );
  });

  it('is read by a shell as it was meant, whatever it holds', () => {
    const value = fc
      .string({ unit: 'binary' })
      .filter((text) => !text.includes('\u0000') && text.isWellFormed());
    fc.assert(
      fc.property(value, (body) => {
        fc.pre(body !== '');
        const command = curlOf({
          method: 'POST',
          url: 'https://a/',
          headers: [],
          body: bytes(body),
        });
        const script = `curl() { printf '%s' "$3"; }\n${command}`;
        expect(execFileSync('sh', ['-c', script]).toString()).toBe(body);
      }),
      { numRuns: 25 },
    );
  }, 30_000);
});
