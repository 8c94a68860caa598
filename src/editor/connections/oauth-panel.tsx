import { Link2, RefreshCw, Unlink } from 'lucide-react';
import { useState } from 'react';
import type { ConfigVarId } from '@/lib/ids';
import type { Connection, OAuthOptions } from '@/model/project';
import {
  cancelOAuth,
  connectOAuth,
  disconnectOAuth,
  redirectUri,
  setOAuthOptions,
  simulateToken,
} from '@/state/commands/oauth';
import { useOAuth, type OAuthProgress } from '@/state/oauth';
import { oauthFlow } from '@/state/oauth-connection';
import { useSecrets, type ConnectionToken } from '@/state/secrets';
import { Button } from '@/ui/button';
import { CheckField } from '@/ui/check-field';
import { CopyButton } from '@/ui/copy-button';
import { Field } from '@/ui/field';
import { Select } from '@/ui/select';
import { PasteToken } from './paste-token';
import { SidePanel } from './side-panel';
import { expiryText, useNow } from './use-now';
import styles from './oauth-panel.module.css';

interface OAuthPanelProps {
  readonly id: ConfigVarId;
  readonly connection: Connection;
}

/** Gets, shows, renews and drops the token of an OAuth 2.0 connection. */
export function OAuthPanel({ id, connection }: OAuthPanelProps) {
  const flow = oauthFlow(connection);
  const token = useSecrets(({ entries }) => entries[id]?.token ?? null);
  const progress = useOAuth((state) => state.progress[id] ?? null);
  const [isPasting, setPasting] = useState(false);
  if (flow === null) return null;
  const isBusy = progress?.status === 'waiting' || progress?.status === 'asking';
  return (
    <SidePanel title="Token">
      <TokenStatus token={token} canAskAgain={flow === 'clientCredentials'} />
      <div className={styles.buttons}>
        {isBusy ? (
          <Button onClick={() => cancelOAuth(id)}>Cancel</Button>
        ) : (
          <Button
            variant={token === null ? 'primary' : 'plain'}
            icon={token === null ? Link2 : RefreshCw}
            onClick={() => void connectOAuth(id)}
          >
            {token === null ? 'Connect' : 'Reconnect'}
          </Button>
        )}
        {token !== null && !isBusy && (
          <Button variant="ghost" icon={Unlink} onClick={() => disconnectOAuth(id)}>
            Disconnect
          </Button>
        )}
      </div>
      <Progress progress={progress} />
      <div className={styles.buttons}>
        <Button
          size="compact"
          variant="ghost"
          aria-expanded={isPasting}
          onClick={() => setPasting(!isPasting)}
        >
          Paste a token response
        </Button>
        <Button size="compact" variant="ghost" onClick={() => simulateToken(id)}>
          Use a simulated token
        </Button>
      </div>
      {isPasting && <PasteToken id={id} onDone={() => setPasting(false)} />}
      {flow === 'authorizationCode' && <RedirectUri />}
      <Options
        id={id}
        options={connection.oauth ?? DEFAULTS}
        hasPkce={flow === 'authorizationCode'}
      />
    </SidePanel>
  );
}

const DEFAULTS: OAuthOptions = { clientAuth: 'body', usesPkce: true };

interface TokenStatusProps {
  readonly token: ConnectionToken | null;
  /** Without a refresh token, too. */
  readonly canAskAgain: boolean;
}

function TokenStatus({ token, canAskAgain }: TokenStatusProps) {
  const now = useNow(token?.meta.expiresAt !== null && token !== null);
  if (token === null) {
    return (
      <p className={styles.status} data-status="none">
        Not connected
      </p>
    );
  }
  const { from, expiresAt } = token.meta;
  const isExpired = expiresAt !== null && expiresAt <= now;
  return (
    <div
      className={styles.status}
      data-status={from === 'simulated' ? from : isExpired ? 'expired' : 'connected'}
    >
      <strong>
        {from === 'simulated' ? 'Simulated token' : isExpired ? 'Expired' : 'Connected'}
      </strong>
      <span>{describe(token, now, canAskAgain)}</span>
    </div>
  );
}

function describe({ value, meta }: ConnectionToken, now: number, canAskAgain: boolean): string {
  if (meta.from === 'simulated')
    return 'No provider has given it, and none accepts it. It is for trying code with mocks.';
  const expiry =
    meta.expiresAt === null
      ? 'The provider does not say when it expires.'
      : expiryText(meta.expiresAt, now);
  const source = meta.from === 'pasted' ? 'Pasted by you. ' : '';
  const renewal =
    meta.from === 'provider' &&
    meta.expiresAt !== null &&
    (canAskAgain || typeof value['refresh_token'] === 'string')
      ? ' It is renewed before a run whose network is live.'
      : '';
  return `${source}${expiry}${renewal}`;
}

function Progress({ progress }: { readonly progress: OAuthProgress | null }) {
  return (
    <p
      className={styles.progress}
      role="status"
      aria-label="Connecting"
      data-status={progress?.status}
    >
      {progress === null ? '' : progressText(progress)}
    </p>
  );
}

function progressText(progress: OAuthProgress): string {
  switch (progress.status) {
    case 'waiting':
      return progress.looksClosed
        ? 'The provider’s window looks closed, though some providers’ pages only make it look so. If you closed it, press Cancel.'
        : 'Go on in the provider’s window.';
    case 'asking':
      return 'Asking the token URL …';
    case 'failed':
      return progress.failure.message;
    case 'connected':
      return progress.warning ?? 'The provider gave a token.';
  }
}

function RedirectUri() {
  const uri = redirectUri();
  return (
    <div className={styles.uri}>
      <span>Redirect URI to register at the provider</span>
      <p>
        <code>{uri}</code>
        <CopyButton label="Copy redirect URI" text={() => uri} />
      </p>
    </div>
  );
}

interface OptionsProps {
  readonly id: ConfigVarId;
  readonly options: OAuthOptions;
  readonly hasPkce: boolean;
}

function Options({ id, options, hasPkce }: OptionsProps) {
  return (
    <div className={styles.options}>
      <Field label="Client is told">
        {(control) => (
          <Select
            {...control}
            value={options.clientAuth}
            onChange={(event) =>
              setOAuthOptions(id, {
                ...options,
                clientAuth: event.target.value === 'basic' ? 'basic' : 'body',
              })
            }
          >
            <option value="body">in the body</option>
            <option value="basic">by Basic authentication</option>
          </Select>
        )}
      </Field>
      {hasPkce && (
        <CheckField
          label="Use PKCE (S256)"
          isOn={options.usesPkce}
          onChange={(usesPkce) => setOAuthOptions(id, { ...options, usesPkce })}
        />
      )}
    </div>
  );
}
