import { apiKey } from './api-key';
import { apiKeySecret } from './api-key-secret';
import { authorizationCode } from './authorization-code';
import { basic } from './basic';
import { clientCredentials } from './client-credentials';
import type { ConnectionKind } from './connection-kind';
import { privateKey } from './private-key';

/** The connections of the Code component: a new one is one file and one line here. */
export const connectionKinds = {
  apiKey,
  apiKeySecret,
  basic,
  authorizationCode,
  clientCredentials,
  privateKey,
} as const;

/** A kind of connection by its key in the platform's file. */
export type ConnectionKindKey = keyof typeof connectionKinds;

/** The component whose connections these are, as the platform calls it. */
export const CODE_COMPONENT = 'code';

/** The kind of a connection, or null for one of a component that is not known here. */
export function findConnectionKind(
  component: string,
  key: string,
): ConnectionKind<ConnectionKindKey> | null {
  if (component !== CODE_COMPONENT || !Object.hasOwn(connectionKinds, key)) return null;
  // An own key of the registry, as was just checked.
  return connectionKinds[key as ConnectionKindKey];
}
