import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { readOrigin } from '@/lib/origin';
import { NETWORK_MODES, NO_NETWORK, type NetworkMode } from '@/plan/network';
import {
  addRule,
  allowOrigin,
  disallowOrigin,
  setNetworkMode,
  updateNetworkSwitches,
} from '@/state/commands/network';
import { useDocument } from '@/state/document';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { PageView } from '@/ui/page-view';
import { Field } from '@/ui/field';
import { IconButton } from '@/ui/icon-button';
import { TextInput } from '@/ui/text-input';
import { MockRuleForm } from './mock-rule-form';
import styles from './network-view.module.css';

const MODES: Readonly<Record<NetworkMode, readonly [label: string, words: string]>> = {
  blocked: ['Blocked', 'No request leaves the machine. Each attempt is recorded and fails.'],
  mocked: ['Mocked', 'The mocks below answer. No request leaves the machine.'],
  live: ['Live', 'Real requests to the allowed origins. A new origin is asked for once.'],
};

/** How runs of the project reach the network: the mode, the origins, the mocks. */
export function NetworkView() {
  const network = useDocument(({ project }) => project?.network ?? NO_NETWORK);
  return (
    <PageView title="Network">
      <div className={styles.page}>
        <fieldset className={styles.modes}>
          <legend>What code may call in a run</legend>
          {NETWORK_MODES.map((mode) => (
            <label key={mode} className={styles.mode}>
              <input
                type="radio"
                name="network mode"
                checked={network.mode === mode}
                onChange={() => setNetworkMode(mode)}
              />
              <strong>{MODES[mode][0]}</strong>
              <span className={styles.muted}>{MODES[mode][1]}</span>
            </label>
          ))}
        </fieldset>
        <Origins origins={network.allowedOrigins} />
        <fieldset className={styles.modes}>
          <legend>Live requests</legend>
          <Switch
            label="Follow redirects"
            words="The first hop of a redirect leaves without a check against the allowed origins. An answer from elsewhere is thrown away."
            isOn={network.followRedirects}
            onChange={(followRedirects) => updateNetworkSwitches({ followRedirects })}
          />
          <Switch
            label="Allow local network"
            words="Loopback and private addresses, such as http://localhost:3000. Only for code you trust: it could reach devices around you."
            isOn={network.allowLocalNetwork}
            onChange={(allowLocalNetwork) => updateNetworkSwitches({ allowLocalNetwork })}
          />
        </fieldset>
        <div className={styles.head}>
          <div>
            <h3>Mocks</h3>
            <p className={styles.muted}>The first one that is on and matches answers.</p>
          </div>
          <Button icon={Plus} onClick={() => addRule()}>
            Add mock
          </Button>
        </div>
        {network.rules.length === 0 ? (
          <EmptyState text="No mocks yet. Add one, or make one of a call in the Network tab of the run console." />
        ) : (
          <ol className={styles.rules}>
            {network.rules.map((rule, index) => (
              <li key={rule.id}>
                <MockRuleForm rule={rule} place={index + 1} total={network.rules.length} />
              </li>
            ))}
          </ol>
        )}
      </div>
    </PageView>
  );
}

function Origins({ origins }: { readonly origins: readonly string[] }) {
  const [text, setText] = useState('');
  const [failure, setFailure] = useState<string | null>(null);
  const add = () => {
    const origin = readOrigin(text);
    setFailure(
      origin === null ? 'Write an address with its scheme, such as https://api.example.com.' : null,
    );
    if (origin === null) return;
    allowOrigin(origin);
    setText('');
  };
  return (
    <div className={styles.origins} role="group" aria-label="Allowed origins">
      <h3>Allowed origins</h3>
      {origins.length > 0 && (
        <ul className={styles.chips}>
          {origins.map((origin) => (
            <li key={origin} className={styles.chip}>
              <code>{origin}</code>
              <IconButton
                label={`Remove ${origin}`}
                icon={X}
                onClick={() => disallowOrigin(origin)}
              />
            </li>
          ))}
        </ul>
      )}
      <form
        className={styles.add}
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <Field label="Origin to allow" error={failure}>
          {(control) => (
            <TextInput
              {...control}
              value={text}
              placeholder="https://api.example.com"
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <Button icon={Plus} onClick={add}>
          Allow
        </Button>
      </form>
    </div>
  );
}

interface SwitchProps {
  readonly label: string;
  readonly words: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

function Switch({ label, words, isOn, onChange }: SwitchProps) {
  return (
    <label className={styles.mode}>
      <input type="checkbox" checked={isOn} onChange={(event) => onChange(event.target.checked)} />
      <strong>{label}</strong>
      <span className={styles.muted}>{words}</span>
    </label>
  );
}
