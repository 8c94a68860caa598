import type { ConnectionKind } from './connection-kind';
import { plainField } from './fields';
import { clientId, clientSecret, headersOf, scopes, tokenUrl } from './oauth-fields';

export const authorizationCode = {
  key: 'authorizationCode',
  label: 'OAuth 2.0 Authorization Code',
  description: 'OAuth 2.0 Authorization Code flow',
  use: 'bearer',
  fields: [
    plainField({
      key: 'authorizeUrl',
      label: 'Authorize URL',
      comments: 'The OAuth 2.0 Authorization URL for the API',
      check: 'url',
    }),
    tokenUrl,
    scopes,
    clientId,
    clientSecret,
    headersOf('authorization'),
  ],
} as const satisfies ConnectionKind<'authorizationCode'>;
