import type { ConnectionUse } from '@/kinds/connections/connection-kind';
import { toBase64 } from '@/lib/base64';
import { err, ok, type Result } from '@/lib/result';
import type { FetchRequest } from '@/plan/network';
import type { ConnectionTest } from './project';

/** What a request can carry of a connection. */
export interface ConnectionValues {
  readonly fields: Readonly<Record<string, string>>;
  readonly token: Readonly<Record<string, unknown>> | null;
}

/** The test request with the connection applied, or what is missing for it, in words. */
export function connectionRequest(
  test: ConnectionTest,
  use: ConnectionUse,
  values: ConnectionValues,
): Result<FetchRequest, string> {
  let url: URL;
  try {
    url = new URL(test.url);
  } catch {
    return err('Write the absolute URL to call, such as https://api.example.com/me.');
  }
  const request = { url: url.href, method: test.method, body: null } as const;
  switch (use) {
    case 'api-key': {
      const key = values.fields['apiKey'] ?? '';
      if (key === '') return err('API Key is empty. Enter it first.');
      if (test.keyName.trim() === '') return err('Name the header or parameter of the key.');
      if (test.keyIn === 'query') {
        url.searchParams.set(test.keyName, key);
        return ok({ ...request, url: url.href, headers: [] });
      }
      const isBearer = test.keyName.toLowerCase() === 'authorization';
      return ok({
        ...request,
        headers: [{ name: test.keyName, value: isBearer ? `Bearer ${key}` : key }],
      });
    }
    case 'basic': {
      const { username = '', password = '' } = values.fields;
      if (username === '' || password === '') {
        return err('Username and Password are both needed. Enter them first.');
      }
      return ok({
        ...request,
        headers: [{ name: 'Authorization', value: `Basic ${base64(`${username}:${password}`)}` }],
      });
    }
    case 'bearer': {
      const token = values.token?.['access_token'];
      if (typeof token !== 'string' || token === '') {
        return err('There is no access token yet. Connect first.');
      }
      return ok({ ...request, headers: [{ name: 'Authorization', value: `Bearer ${token}` }] });
    }
    case null:
      return err('No request can carry a connection of this kind: code uses it to sign.');
  }
}

function base64(text: string): string {
  return toBase64(new TextEncoder().encode(text));
}

/** What the answer's status says about the connection. */
export function statusWords(status: number, expected: number): string {
  if (status === expected) return 'The connection works.';
  if (status === 401)
    return 'The server does not accept the credentials. Check them for a typing error, and whether they have expired.';
  if (status === 403)
    return 'The server knows the credentials, and does not allow them this request. Check their permissions.';
  if (status === 404) return 'The server has nothing at this URL. Check its path.';
  if (status === 405) return 'The server does not take this method at this URL.';
  if (status === 429) return 'The server has had too many requests. Wait, and test again.';
  if (status >= 500)
    return 'The server failed by itself. The credentials may be right: test again later.';
  if (status >= 200 && status < 300)
    return 'The request went well, with another status than expected.';
  return 'Check the URL, the method and the expected status.';
}
