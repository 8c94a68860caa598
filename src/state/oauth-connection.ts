import type { ConfigVarId } from '@/lib/ids';
import { connectionFields } from '@/model/connection-fields';
import type { ConfigVar, Connection } from '@/model/project';
import { filledInput } from '@/model/secret-inputs';
import type { OAuthClient } from '@/net/oauth';
import { useDocument } from './document';
import { readSecret } from './secrets';

/** A connection as the OAuth client that it describes. */
export interface OAuthConnection {
  readonly flow: 'authorizationCode' | 'clientCredentials';
  readonly client: OAuthClient;
}

/** The client of a connection of the open project, its secret filled in; null where it is no OAuth connection. */
export function oauthConnection(id: ConfigVarId): OAuthConnection | null {
  const { project } = useDocument.getState();
  const connection = project?.configVars.find((configVar) => configVar.id === id)?.connection;
  const flow = connection == null ? null : oauthFlow(connection);
  if (connection == null || flow === null) return null;
  const text = (key: string): string => {
    const value = connection.inputs[key];
    return typeof value === 'string' ? value.trim() : '';
  };
  return {
    flow,
    client: {
      authorizeUrl: text('authorizeUrl'),
      tokenUrl: text('tokenUrl'),
      scopes: text('scopes'),
      clientId: text('clientId'),
      clientSecret: readSecret(id, 'clientSecret') ?? '',
      headers: headersOf(id, connection),
      clientAuth: connection.oauth?.clientAuth ?? 'body',
      usesPkce: connection.oauth?.usesPkce ?? true,
    },
  };
}

function headersOf(id: ConfigVarId, connection: Connection): OAuthClient['headers'] {
  const field = connectionFields(connection).find(({ key }) => key === 'headers');
  if (field === undefined) return [];
  const headers = filledInput(field, connection, (key) => readSecret(id, key));
  return typeof headers === 'string' ? [] : headers.filter(({ key }) => key !== '');
}

/** Which grant a connection uses; null where it is no OAuth connection. */
export function oauthFlow({
  component,
  key,
}: NonNullable<ConfigVar['connection']>): OAuthConnection['flow'] | null {
  if (component !== 'code') return null;
  return key === 'authorizationCode' || key === 'clientCredentials' ? key : null;
}

/** The labels of what has to be entered before a token can be asked for. A client without a secret is a public one. */
export function missingFields({ flow, client }: OAuthConnection): readonly string[] {
  return [
    ...(flow === 'authorizationCode' && client.authorizeUrl === '' ? ['Authorize URL'] : []),
    ...(client.tokenUrl === '' ? ['Token URL'] : []),
    ...(client.clientId === '' ? ['Client ID'] : []),
    ...(flow === 'clientCredentials' && client.clientSecret === '' ? ['Client Secret'] : []),
  ];
}
