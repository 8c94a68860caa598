import { useState } from 'react';
import { byteText } from '@/lib/byte-text';
import { durationText } from '@/lib/duration-text';
import type { NetworkCallId } from '@/lib/ids';
import type { NetworkCall } from '@/plan/network';
import { useRun } from '@/state/run';
import { StatusIcon, type Status } from '@/ui/status-icon';
import { NetworkCallView } from './network-call-view';
import { visibleText } from './visible-text';
import styles from './network-tab.module.css';

const NONE: readonly NetworkCall[] = [];

/** Every request that the run's code made, and what came of it. */
export function NetworkTab() {
  const calls = useRun(({ current }) => current?.calls ?? NONE);
  const count = useRun(({ current }) => current?.callCount ?? 0);
  const steps = useRun(({ current }) => current?.steps);
  const [chosen, setChosen] = useState<NetworkCallId | null>(null);
  const open = calls.find(({ id }) => id === chosen) ?? null;
  if (calls.length === 0) {
    return (
      <p className={styles.empty}>
        No request was made. Code calls with <code>fetch</code>; what it may reach is chosen beside
        Run.
      </p>
    );
  }
  return (
    <div className={styles.network}>
      <div className={styles.list}>
        <table aria-label="Requests">
          <thead>
            <tr>
              <th scope="col">Request</th>
              <th scope="col">Step</th>
              <th scope="col">Status</th>
              <th scope="col">Size</th>
              <th scope="col">Time</th>
            </tr>
          </thead>
          <tbody>
            {calls.map((call) => (
              <tr key={call.id} data-open={call.id === chosen || undefined}>
                {/* The button is the cell's content, and has words. */}
                {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label */}
                <td className={styles.request}>
                  <button
                    type="button"
                    className={styles.open}
                    aria-expanded={call.id === chosen}
                    onClick={() => setChosen(call.id === chosen ? null : call.id)}
                  >
                    <span className={styles.method}>{call.request.method.toUpperCase()}</span>
                    <span className={styles.url}>{visibleText(call.request.url)}</span>
                  </button>
                </td>
                <td>{steps?.[call.stepId]?.name}</td>
                <td>
                  <span className={styles.status} data-tone={toneOf(call)}>
                    <StatusIcon status={iconOf(call)} />
                    {outcomeOf(call)}
                  </span>
                </td>
                <td className={styles.number}>
                  {call.answer === null ? '' : byteText(call.answerSize)}
                </td>
                <td className={styles.number}>
                  {call.durationMs === null ? '' : durationText(call.durationMs)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {count > calls.length && (
          <p className={styles.note}>
            {count - calls.length} more requests were made and are not kept.
          </p>
        )}
      </div>
      {open !== null && <NetworkCallView key={open.id} call={open} />}
    </div>
  );
}

function outcomeOf({ answer, failure, via, durationMs }: NetworkCall): string {
  const mark = via === 'mock' ? ' mock' : '';
  if (answer !== null) return `${answer.statusCode}${mark}`;
  if (failure === null) return durationMs === null ? 'waiting' : '';
  return OUTCOMES[failure.kind];
}

const OUTCOMES: Readonly<Record<NonNullable<NetworkCall['failure']>['kind'], string>> = {
  blocked: 'blocked',
  'not-mocked': 'not mocked',
  'not-allowed': 'not allowed',
  'refused-url': 'refused',
  redirect: 'redirect refused',
  'too-large': 'too large',
  offline: 'offline',
  aborted: 'aborted',
  'mock-fault': 'failed by mock',
  unknown: 'no answer',
};

function iconOf({ answer, failure }: NetworkCall): Status {
  if (failure !== null) return 'failed';
  if (answer === null) return 'running';
  return answer.statusCode < 400 ? 'succeeded' : 'warning';
}

function toneOf({ answer, failure }: NetworkCall): 'good' | 'bad' | undefined {
  if (failure !== null) return 'bad';
  if (answer === null) return undefined;
  return answer.statusCode < 400 ? 'good' : 'bad';
}
