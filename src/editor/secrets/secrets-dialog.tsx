import { useState } from 'react';
import {
  eraseKept,
  forgetSecrets,
  lockSecrets,
  protectByPassphrase,
  stopUsingPassphrase,
  unlockSecrets,
} from '@/state/commands/secrets';
import { closeDialog } from '@/state/commands/selection';
import { useSecrets, type VaultStatus } from '@/state/secrets';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Field } from '@/ui/field';
import { Select } from '@/ui/select';
import { PassphraseForm } from './passphrase-form';
import { SecretOwners } from './secret-owners';
import styles from './secrets-dialog.module.css';

/** How the secrets on this device are kept: under which key, whether locked, and how to be rid of them. */
export function SecretsDialog() {
  const vault = useSecrets((state) => state.vault);
  const kept = useSecrets(({ keptIds }) => keptIds.length);
  const inMemory = useSecrets(({ entries }) => Object.keys(entries).length);
  return (
    <Dialog title="Secrets" onClose={closeDialog}>
      <div className={styles.form}>
        <p className={styles.status} role="status" data-status={vault.status}>
          {statusText(vault, kept)}
        </p>
        <SecretOwners />
        {vault.status === 'locked' && <Unlock />}
        {vault.status === 'open' && vault.by === 'device' && <Protect />}
        {vault.status === 'open' && vault.by === 'passphrase' && (
          <div className={styles.buttons}>
            <Button onClick={lockSecrets}>Lock now</Button>
            <Button variant="ghost" onClick={() => void stopUsingPassphrase()}>
              Stop using the passphrase
            </Button>
          </div>
        )}
        {(vault.status === 'locked' || vault.status === 'damaged') && (
          <Confirmed
            label="Erase what is kept"
            text="The values kept on this device are lost and have to be entered again. Projects, payloads and what you entered in this visit stay."
            onConfirm={() => void eraseKept()}
          />
        )}
        {(inMemory > 0 || kept > 0) && vault.status !== 'locked' && (
          <Confirmed
            label="Forget all secrets"
            text="All secrets of all projects are forgotten at once, here and in every other tab."
            onConfirm={() => void forgetSecrets()}
          />
        )}
      </div>
    </Dialog>
  );
}

function statusText(vault: VaultStatus, kept: number): string {
  const of = kept === 1 ? '1 connection or step' : `${kept} connections and steps`;
  const count = kept === 0 ? 'No secrets' : `The secrets of ${of}`;
  const are = kept === 0 ? 'are kept on this device yet' : 'are kept on this device, encrypted';
  switch (vault.status) {
    case 'closed':
      return 'Reading what this device keeps …';
    case 'open':
      return vault.by === 'device'
        ? `${count} ${are}. The key stays in this browser, which gives it to nobody; whoever can use this browser profile can use the secrets.`
        : `${count} ${are}. The key is made of your passphrase.`;
    case 'locked':
      return `${count} ${are} and locked. Your passphrase opens them.`;
    case 'damaged':
    case 'unavailable':
      return vault.reason;
  }
}

function Unlock() {
  return (
    <PassphraseForm
      fields={UNLOCK}
      submit={{ label: 'Unlock', busyLabel: 'Unlocking …', variant: 'primary' }}
      onSubmit={async ([passphrase = '']) => {
        const result = await unlockSecrets(passphrase);
        return result.ok ? null : result.error;
      }}
    />
  );
}

const UNLOCK = [{ label: 'Passphrase' }] as const;
const SHORTEST = 8;
const IDLE_MINUTES = [1, 5, 15, 60];

function Protect() {
  const [minutes, setMinutes] = useState(15);
  return (
    <PassphraseForm
      title="Protect them by a passphrase"
      fields={PROTECT}
      submit={{ label: 'Set passphrase', busyLabel: 'Encrypting …', variant: 'plain' }}
      onSubmit={async ([passphrase = '', again]) => {
        if (passphrase.length < SHORTEST)
          return `Use at least ${SHORTEST} characters; several words are best.`;
        if (passphrase !== again) return 'The two are not the same. Type the passphrase again.';
        const result = await protectByPassphrase(passphrase, minutes * 60_000);
        return result.ok ? null : result.error;
      }}
    >
      <Field label="Lock when the page is left alone for">
        {(control) => (
          <Select
            {...control}
            value={minutes}
            onChange={(event) => setMinutes(Number(event.target.value))}
          >
            {IDLE_MINUTES.map((each) => (
              <option key={each} value={each}>
                {each === 1 ? '1 minute' : `${each} minutes`}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </PassphraseForm>
  );
}

const PROTECT = [
  {
    label: 'New passphrase',
    help: 'Nobody keeps it. Forgotten, the values can be erased and entered again; nothing else is lost.',
  },
  { label: 'New passphrase again' },
] as const;

interface ConfirmedProps {
  readonly label: string;
  readonly text: string;
  readonly onConfirm: () => void;
}

/** What cannot be undone is pressed twice. */
function Confirmed({ label, text, onConfirm }: ConfirmedProps) {
  const [isAsked, setAsked] = useState(false);
  return (
    <div className={styles.part}>
      <p className={styles.help}>{text}</p>
      <div className={styles.buttons}>
        {isAsked ? (
          <>
            <Button
              variant="danger"
              onClick={() => {
                setAsked(false);
                onConfirm();
              }}
            >
              Yes, {label.toLowerCase()}
            </Button>
            <Button variant="ghost" onClick={() => setAsked(false)}>
              Keep them
            </Button>
          </>
        ) : (
          <Button onClick={() => setAsked(true)}>{label}…</Button>
        )}
      </div>
    </div>
  );
}
