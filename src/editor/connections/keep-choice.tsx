import type { ConfigVarId } from '@/lib/ids';
import { openDialog } from '@/state/commands/selection';
import { setKeep, useSecrets } from '@/state/secrets';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Select } from '@/ui/select';
import { SidePanel } from './side-panel';
import styles from './oauth-panel.module.css';

/** How long the secrets of a connection are kept. */
export function KeepChoice({ id }: { readonly id: ConfigVarId }) {
  const vault = useSecrets((state) => state.vault);
  const keep = useSecrets(
    ({ entries, keptIds }) => entries[id]?.keep ?? (keptIds.includes(id) ? 'device' : 'visit'),
  );
  return (
    <SidePanel title="Secret values">
      <Field label="Keep them" help="They are in no file, no undo step and no log, either way.">
        {(control) => (
          <Select
            {...control}
            value={keep}
            disabled={vault.status === 'unavailable'}
            onChange={(event) => setKeep(id, event.target.value === 'device' ? 'device' : 'visit')}
          >
            <option value="visit">for this visit</option>
            <option value="device">on this device, encrypted</option>
          </Select>
        )}
      </Field>
      {vault.status !== 'open' && vault.status !== 'closed' && (
        <p className={styles.progress} data-status="failed">
          {vault.status === 'locked' ? 'What is kept on this device is locked.' : vault.reason}
        </p>
      )}
      <div className={styles.buttons}>
        <Button size="compact" variant="ghost" onClick={() => openDialog({ kind: 'secrets' })}>
          {vault.status === 'locked' ? 'Unlock…' : 'Passphrase and forgetting…'}
        </Button>
      </div>
    </SidePanel>
  );
}
