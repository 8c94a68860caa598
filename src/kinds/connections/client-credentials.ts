import type { ConnectionKind } from './connection-kind';
import { clientId, clientSecret, headersOf, scopes, tokenUrl } from './oauth-fields';

export const clientCredentials = {
  key: 'clientCredentials',
  label: 'OAuth 2.0 Client Credentials',
  description: 'OAuth 2.0 Client Credentials flow',
  use: 'bearer',
  fields: [tokenUrl, scopes, clientId, clientSecret, headersOf('token')],
} as const satisfies ConnectionKind<'clientCredentials'>;
