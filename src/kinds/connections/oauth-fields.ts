import type { ConnectionField } from './connection-kind';
import { plainField, secretField } from './fields';

export const tokenUrl = plainField({
  key: 'tokenUrl',
  label: 'Token URL',
  comments: 'The OAuth 2.0 Token URL for the API',
  check: 'url',
});

export const scopes = plainField({
  key: 'scopes',
  label: 'Scopes',
  comments: 'Space separated OAuth 2.0 permission scopes for the API',
  isRequired: false,
  check: 'scopes',
});

export const clientId = plainField({
  key: 'clientId',
  label: 'Client ID',
  comments: 'Client Identifier of your app for the API',
  check: 'key',
});

export const clientSecret = secretField({
  key: 'clientSecret',
  label: 'Client Secret',
  comments: 'Client Secret of your app for the API',
});

/** Their values may open doors (Authorization, an API's key), so no file carries them; the platform shows them. */
export function headersOf(requests: 'authorization' | 'token'): ConnectionField {
  return secretField({
    key: 'headers',
    label: 'Headers',
    comments: `Additional header to supply to ${requests} requests`,
    type: 'keyvaluelist',
    isRequired: false,
    isMasked: false,
    check: 'none',
  });
}
