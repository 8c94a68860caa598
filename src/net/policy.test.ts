import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readOrigin } from '@/lib/origin';
import { checkAddress, checkMethod, isForbiddenHeader } from './policy';

const APP = 'https://editor.example';
const check = (url: string, allowLocalNetwork = false) =>
  checkAddress(url, { allowLocalNetwork }, APP);
const messageOf = (url: string): string => {
  const checked = check(url);
  return checked.ok ? `allowed ${checked.value.href}` : checked.error.message;
};

describe('checkAddress', () => {
  it.each([
    'https://api.example.com/orders?x=1',
    'http://example.org:8080/',
    'https://8.8.8.8/',
    'https://[2606:4700::1111]/',
  ])('takes %s', (url) => {
    expect(check(url).ok).toBe(true);
  });

  it.each([
    ['/orders', 'no absolute URL'],
    ['not a url', 'no absolute URL'],
    ['file:///etc/passwd', 'file: addresses'],
    ['data:text/plain,x', 'data: addresses'],
    ['blob:https://editor.example/1', 'blob: addresses'],
    ['javascript:alert(1)', 'javascript: addresses'],
    ['https://user:secret@api.example.com/', 'user name or password'],
    ['https://editor.example/api', 'the editor itself'],
    ['https://EDITOR.example:443/', 'the editor itself'],
  ])('refuses %s', (url, words) => {
    expect(messageOf(url)).toContain(words);
  });

  it.each([
    'http://localhost:3000/',
    'http://LOCALHOST./',
    'http://a.localhost/',
    'http://printer.local/',
    'http://intranet/',
    'http://127.0.0.1/',
    'http://127.1/',
    'http://0x7f000001/',
    'http://2130706433/',
    'http://017700000001/',
    'http://0/',
    'http://10.1.2.3/',
    'http://172.16.0.1/',
    'http://172.31.255.255/',
    'http://192.168.1.1/',
    'http://169.254.169.254/latest/meta-data',
    'http://100.64.0.1/',
    'http://[::1]/',
    'http://[::]/',
    'http://[fe80::1]/',
    'http://[fd00::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:192.168.0.1]/',
    'http://[64:ff9b::10.0.0.1]/',
    'http://①②⑦.⓪.⓪.①/',
  ])('refuses %s without the switch, and takes it with it', (url) => {
    expect(messageOf(url)).toContain('local network');
    expect(check(url, true).ok).toBe(true);
  });

  it.each(['http://172.32.0.1/', 'http://11.0.0.1/', 'http://192.169.0.1/'])(
    'takes the public neighbour %s',
    (url) => {
      expect(check(url).ok).toBe(true);
    },
  );

  it('never lets the local network through, however the address is written', () => {
    const local = fc.oneof(
      fc.tuple(fc.constant(127), fc.nat(255), fc.nat(255), fc.nat(255)),
      fc.tuple(fc.constant(10), fc.nat(255), fc.nat(255), fc.nat(255)),
      fc.tuple(fc.constant(192), fc.constant(168), fc.nat(255), fc.nat(255)),
    );
    fc.assert(
      fc.property(local, fc.nat(3), ([a, b, c, d], style) => {
        const number = ((a * 256 + b) * 256 + c) * 256 + d;
        const forms = [
          `${a}.${b}.${c}.${d}`,
          String(number),
          `0x${number.toString(16)}`,
          `[::ffff:${a}.${b}.${c}.${d}]`,
        ];
        expect(check(`http://${forms[style] ?? ''}/`).ok).toBe(false);
      }),
    );
  });
});

describe('the rest of the policy', () => {
  it('writes methods in capitals and refuses those a browser forbids', () => {
    expect(checkMethod('patch')).toEqual({ ok: true, value: 'PATCH' });
    expect(checkMethod('TRACE').ok).toBe(false);
    expect(checkMethod('GET\r\nX: 1').ok).toBe(false);
  });

  it('knows the headers a page cannot set', () => {
    expect(
      ['Cookie', 'HOST', 'Sec-Fetch-Mode', 'Proxy-Authorization'].every(isForbiddenHeader),
    ).toBe(true);
    expect(['Authorization', 'User-Agent', 'X-Api-Key'].some(isForbiddenHeader)).toBe(false);
  });

  it('reads origins as people write them', () => {
    expect(readOrigin(' https://API.example.com/v1 ')).toBe('https://api.example.com');
    expect(readOrigin('api.example.com')).toBeNull();
    expect(readOrigin('ftp://example.com')).toBeNull();
  });
});
