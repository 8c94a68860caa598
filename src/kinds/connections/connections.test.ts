import { describe, expect, it } from 'vitest';
import { connectionKinds, findConnectionKind } from '.';
import { checkField } from './check-field';

/** The platform's own words, in its order: key, label, type, required, masked, comments. */
const PLATFORM = {
  'apiKey | API Key | API Key connection': ['apiKey | API Key | string | yes | masked | API Key'],
  'apiKeySecret | API Key Secret | API Key Secret connection': [
    'apiKey | API Key | string | yes | shown | API Key',
    'apiSecret | API Secret | password | yes | masked | API Secret',
  ],
  'basic | Basic Username/Password | Basic Username and Password connection': [
    'username | Username | string | yes | shown | Username',
    'password | Password | password | yes | masked | Password',
  ],
  'authorizationCode | OAuth 2.0 Authorization Code | OAuth 2.0 Authorization Code flow': [
    'authorizeUrl | Authorize URL | string | yes | shown | The OAuth 2.0 Authorization URL for the API',
    'tokenUrl | Token URL | string | yes | shown | The OAuth 2.0 Token URL for the API',
    'scopes | Scopes | string | no | shown | Space separated OAuth 2.0 permission scopes for the API',
    'clientId | Client ID | string | yes | shown | Client Identifier of your app for the API',
    'clientSecret | Client Secret | password | yes | masked | Client Secret of your app for the API',
    'headers | Headers | keyvaluelist | no | shown | Additional header to supply to authorization requests',
  ],
  'clientCredentials | OAuth 2.0 Client Credentials | OAuth 2.0 Client Credentials flow': [
    'tokenUrl | Token URL | string | yes | shown | The OAuth 2.0 Token URL for the API',
    'scopes | Scopes | string | no | shown | Space separated OAuth 2.0 permission scopes for the API',
    'clientId | Client ID | string | yes | shown | Client Identifier of your app for the API',
    'clientSecret | Client Secret | password | yes | masked | Client Secret of your app for the API',
    'headers | Headers | keyvaluelist | no | shown | Additional header to supply to token requests',
  ],
  'privateKey | Private Key | Private key connection': [
    'username | Username | string | yes | shown | Username',
    'privateKey | Private Key | text | yes | masked | Private Key',
  ],
};

describe('the connections', () => {
  it('have the keys, labels, comments and order of the platform, word for word', () => {
    const ours = Object.values(connectionKinds).map(({ key, label, description, fields }) => [
      [key, label, description].join(' | '),
      fields.map((field) =>
        [
          field.key,
          field.label,
          field.type,
          field.isRequired ? 'yes' : 'no',
          field.isMasked ? 'masked' : 'shown',
          field.comments,
        ].join(' | '),
      ),
    ]);
    expect(ours).toEqual(Object.entries(PLATFORM));
  });

  it('keep every masked value, and every key that opens something, out of the document', () => {
    const secrets = Object.values(connectionKinds).flatMap(({ key, fields }) =>
      fields.filter(({ isSecret }) => isSecret).map((field) => `${key}.${field.key}`),
    );
    expect(secrets).toEqual([
      'apiKey.apiKey',
      'apiKeySecret.apiKey',
      'apiKeySecret.apiSecret',
      'basic.password',
      'authorizationCode.clientSecret',
      'authorizationCode.headers',
      'clientCredentials.clientSecret',
      'clientCredentials.headers',
      'privateKey.privateKey',
    ]);
  });

  it('are not found for another component, nor by names that objects have', () => {
    expect(findConnectionKind('code', 'basic')?.label).toBe('Basic Username/Password');
    expect(findConnectionKind('salesforce', 'basic')).toBeNull();
    expect(findConnectionKind('code', 'constructor')).toBeNull();
  });
});

describe('checkField', () => {
  const field = (check: 'url' | 'scopes' | 'key' | 'none') => ({
    ...connectionKinds.basic.fields[0],
    check,
  });

  it.each([
    ['url', 'https://auth.example.com/oauth2/token', null],
    ['url', 'http://127.0.0.1:9000/token', null],
    ['url', 'auth.example.com/token', 'https://auth.example.com/token'],
    ['url', ' https://auth.example.com', 'https://auth.example.com'],
    ['scopes', 'orders.read offline_access', null],
    [
      'scopes',
      'orders.read,inventory.read offline_access',
      'orders.read inventory.read offline_access',
    ],
    ['scopes', 'a  b ', 'a b'],
    ['key', 'k-123', null],
    ['key', 'Bearer k-123', 'k-123'],
    ['key', '  k-123\n', 'k-123'],
    ['none', ' a password may begin with a space', null],
  ] as const)('%s: %j is mended to %j', (check, value, mended) => {
    const advice = checkField(field(check), value);
    expect(advice?.fix?.value ?? null).toBe(mended);
  });

  it.each([
    '/token',
    'ftp://a.example',
    'https:/a.example',
    'https://',
    'not a url',
    'https://a b',
  ])('%j is no absolute URL, and nobody can say which was meant', (value) => {
    const advice = checkField(field('url'), value);
    expect(advice?.message).toContain('absolute http or https URL');
    expect(advice?.fix).toBeUndefined();
  });
});
