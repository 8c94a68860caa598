import type { ConnectionKind } from './connection-kind';
import { plainField, secretField } from './fields';

export const basic = {
  key: 'basic',
  label: 'Basic Username/Password',
  description: 'Basic Username and Password connection',
  use: 'basic',
  fields: [
    plainField({ key: 'username', label: 'Username', comments: 'Username', check: 'key' }),
    secretField({ key: 'password', label: 'Password', comments: 'Password', check: 'none' }),
  ],
} as const satisfies ConnectionKind<'basic'>;
