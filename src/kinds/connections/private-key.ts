import type { ConnectionKind } from './connection-kind';
import { plainField, secretField } from './fields';

export const privateKey = {
  key: 'privateKey',
  label: 'Private Key',
  description: 'Private key connection',
  use: null,
  fields: [
    plainField({ key: 'username', label: 'Username', comments: 'Username', check: 'key' }),
    secretField({
      key: 'privateKey',
      label: 'Private Key',
      comments: 'Private Key',
      type: 'text',
      check: 'pem',
    }),
  ],
} as const satisfies ConnectionKind<'privateKey'>;
