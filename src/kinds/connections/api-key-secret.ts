import type { ConnectionKind } from './connection-kind';
import { secretField } from './fields';

export const apiKeySecret = {
  key: 'apiKeySecret',
  label: 'API Key Secret',
  description: 'API Key Secret connection',
  use: 'api-key',
  fields: [
    // The platform shows it; it opens doors all the same, so no file may carry it.
    secretField({
      key: 'apiKey',
      label: 'API Key',
      comments: 'API Key',
      type: 'string',
      isMasked: false,
    }),
    secretField({ key: 'apiSecret', label: 'API Secret', comments: 'API Secret' }),
  ],
} as const satisfies ConnectionKind<'apiKeySecret'>;
