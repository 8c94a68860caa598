import type { ConnectionKind } from './connection-kind';
import { secretField } from './fields';

export const apiKey = {
  key: 'apiKey',
  label: 'API Key',
  description: 'API Key connection',
  use: 'api-key',
  fields: [secretField({ key: 'apiKey', label: 'API Key', comments: 'API Key', type: 'string' })],
} as const satisfies ConnectionKind<'apiKey'>;
