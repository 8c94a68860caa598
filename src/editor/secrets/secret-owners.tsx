import { useShallow } from 'zustand/react/shallow';
import { useDocument } from '@/state/document';
import { secretOwnersOf, type SecretOwner } from '@/state/secret-owners';
import { deleteSecrets, setKeep, useSecrets } from '@/state/secrets';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Select } from '@/ui/select';
import styles from './secrets-dialog.module.css';

/** Whose secrets of the open project are at hand, and how long each is kept. */
export function SecretOwners() {
  const project = useDocument((state) => state.project);
  const secrets = useSecrets(
    useShallow(({ entries, keptIds, vault }) => ({ entries, keptIds, vault })),
  );
  const owners = project === null ? [] : secretOwnersOf(project, secrets);
  if (owners.length === 0) return null;
  return (
    <section className={styles.part} aria-labelledby="secret-owners">
      <h3 id="secret-owners">In this project</h3>
      <ul className={styles.owners}>
        {owners.map((owner) => (
          <OwnerRow key={owner.id} owner={owner} canKeep={secrets.vault.status !== 'unavailable'} />
        ))}
      </ul>
    </section>
  );
}

function OwnerRow({ owner, canKeep }: { readonly owner: SecretOwner; readonly canKeep: boolean }) {
  const { id, name, what, keep } = owner;
  return (
    <li className={styles.owner}>
      <Field label={name} help={what}>
        {(control) => (
          <Select
            {...control}
            value={keep}
            disabled={!canKeep}
            onChange={(event) => setKeep(id, event.target.value === 'device' ? 'device' : 'visit')}
          >
            <option value="visit">kept for this visit</option>
            <option value="device">kept on this device, encrypted</option>
          </Select>
        )}
      </Field>
      <Button
        size="compact"
        variant="ghost"
        aria-label={`Forget the secrets of ${name}`}
        onClick={() => deleteSecrets(id)}
      >
        Forget
      </Button>
    </li>
  );
}
