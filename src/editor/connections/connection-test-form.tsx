import { useState } from 'react';
import type { ConnectionUse } from '@/kinds/connections/connection-kind';
import type { ConfigVar, Connection } from '@/model/project';
import {
  NEW_TEST,
  testConnection,
  updateConnectionTest,
  type TestOutcome,
} from '@/state/commands/connections';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { NumberField } from '@/ui/number-field';
import { Select } from '@/ui/select';
import { TextInput } from '@/ui/text-input';
import { useBurst } from '@/ui/use-burst';
import { SidePanel } from './side-panel';
import styles from './connections-view.module.css';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

interface ConnectionTestFormProps {
  readonly configVar: ConfigVar;
  readonly connection: Connection;
  readonly use: ConnectionUse;
}

/** A request with the connection applied, and what came of it in words. */
export function ConnectionTestForm({ configVar, connection, use }: ConnectionTestFormProps) {
  const { id } = configVar;
  const test = connection.test ?? NEW_TEST;
  const [outcome, setOutcome] = useState<TestOutcome | 'waiting' | null>(null);
  const burst = useBurst();
  const send = () => {
    setOutcome('waiting');
    void testConnection(configVar).then(setOutcome);
  };
  return (
    <SidePanel title="Test connection">
      <p className={styles.muted}>
        Sends one request with the connection applied, by the network chosen beside Run.
      </p>
      <div className={styles.pair}>
        <Field label="Method">
          {(control) => (
            <Select
              {...control}
              value={test.method}
              onChange={(event) => updateConnectionTest(id, { method: event.target.value })}
            >
              {METHODS.map((method) => (
                <option key={method}>{method}</option>
              ))}
            </Select>
          )}
        </Field>
        <NumberField
          label="Expected status"
          least={100}
          most={599}
          value={test.expectedStatus}
          onChange={(expectedStatus) => updateConnectionTest(id, { expectedStatus })}
        />
      </div>
      <Field label="URL">
        {(control) => (
          <TextInput
            {...control}
            type="url"
            placeholder="https://api.example.com/me"
            value={test.url}
            onChange={(event) =>
              updateConnectionTest(id, { url: event.target.value }, burst(event.timeStamp))
            }
          />
        )}
      </Field>
      {use === 'api-key' && (
        <div className={styles.pair}>
          <Field label="Send the key in">
            {(control) => (
              <Select
                {...control}
                value={test.keyIn}
                onChange={(event) =>
                  updateConnectionTest(id, {
                    keyIn: event.target.value === 'query' ? 'query' : 'header',
                  })
                }
              >
                <option value="header">A header</option>
                <option value="query">The query</option>
              </Select>
            )}
          </Field>
          <Field label={test.keyIn === 'header' ? 'Header' : 'Parameter'}>
            {(control) => (
              <TextInput
                {...control}
                value={test.keyName}
                onChange={(event) =>
                  updateConnectionTest(id, { keyName: event.target.value }, burst(event.timeStamp))
                }
              />
            )}
          </Field>
        </div>
      )}
      <div>
        <Button onClick={send} disabled={outcome === 'waiting'}>
          Test
        </Button>
      </div>
      <p
        role="status"
        aria-label="Outcome of the test"
        className={styles.outcome}
        data-status={outcome === null || outcome === 'waiting' ? undefined : outcome.status}
      >
        {outcome === 'waiting' ? 'Waiting for the answer…' : outcome?.message}
      </p>
    </SidePanel>
  );
}
