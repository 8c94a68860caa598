import { KeyRound, Plus } from 'lucide-react';
import { connectionKinds, findConnectionKind, type ConnectionKindKey } from '@/kinds/connections';
import type { ConfigVar } from '@/model/project';
import { addConnection, chooseConnection } from '@/state/commands/config-vars';
import { openDialog } from '@/state/commands/selection';
import { missingSecrets } from '@/state/missing-secrets';
import { useDocument } from '@/state/document';
import { useSecrets } from '@/state/secrets';
import { useSession } from '@/state/session';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { MenuButton } from '@/ui/menu-button';
import { ConnectionEditor } from './connection-editor';
import list from '@/ui/list-view.module.css';
import styles from './connections-view.module.css';

const NONE: readonly ConfigVar[] = [];

/** The connections of the project and the form of the chosen one. */
export function ConnectionsView() {
  const configVars = useDocument(({ project }) => project?.configVars ?? NONE);
  const chosenId = useSession(({ connectionId }) => connectionId);
  const secrets = useSecrets();
  const connections = configVars.filter(({ connection }) => connection !== null);
  const chosen = connections.find(({ id }) => id === chosenId) ?? connections[0];
  const missing = missingSecrets(configVars, secrets);
  const incomplete = new Set(missing.map(({ configVar }) => configVar.id));
  return (
    <section aria-label="Connections" className={list.view}>
      <div className={list.list}>
        <div className={list.listHead}>
          <h2>Connections</h2>
          <AddConnection />
        </div>
        {missing.length > 0 && (
          <div className={styles.missing}>
            <p>
              {missing.length === 1 ? 'One value is' : `${missing.length} values are`} to be
              entered: secrets are in no file.
            </p>
            <Button
              size="compact"
              icon={KeyRound}
              onClick={() => openDialog({ kind: 'missing-secrets' })}
            >
              Enter missing values
            </Button>
          </div>
        )}
        <ul className={list.entries}>
          {connections.map(({ id, name, connection }) => (
            <li key={id}>
              <button
                type="button"
                className={list.entry}
                aria-current={id === chosen?.id}
                onClick={() => chooseConnection(id)}
              >
                <span className={list.entryName}>{name}</span>
                <span className={styles.muted}>
                  {connection === null ? '' : kindLabel(connection)}
                  {incomplete.has(id) ? ' · incomplete' : ''}
                </span>
                {secrets.entries[id]?.token?.meta.from === 'simulated' && (
                  <span className={styles.simulated}>Simulated token</span>
                )}
              </button>
            </li>
          ))}
        </ul>
      </div>
      {chosen?.connection == null ? (
        <EmptyState text='This project has no connections. Add one when code reads configVars["Name"] for credentials.' />
      ) : (
        <ConnectionEditor key={chosen.id} configVar={chosen} connection={chosen.connection} />
      )}
    </section>
  );
}

function AddConnection() {
  return (
    <MenuButton
      label="Add connection"
      align="end"
      groups={() => [
        // The registry's own keys.
        (Object.keys(connectionKinds) as ConnectionKindKey[]).map((key) => ({
          label: connectionKinds[key].label,
          do: () => addConnection(key),
        })),
      ]}
    >
      {(trigger) => (
        <Button {...trigger} icon={Plus}>
          Add connection
        </Button>
      )}
    </MenuButton>
  );
}

function kindLabel({ component, key }: { component: string; key: string }): string {
  return findConnectionKind(component, key)?.label ?? `${component}: ${key}`;
}
