import { ChevronDown, Play, Square } from 'lucide-react';
import { shortcutText } from '@/state/commands';
import { choosePayload, chosenPayload } from '@/state/commands/payloads';
import { setSkipsRetryDelays } from '@/state/commands/projects';
import { startRun, stopRun } from '@/state/commands/runs';
import { useDocument } from '@/state/document';
import { currentFlow } from '@/state/edit-document';
import { useRun } from '@/state/run';
import { Keys } from '@/ui/keys';
import type { MenuGroups } from '@/ui/menu';
import { MenuButton } from '@/ui/menu-button';
import styles from './run-button.module.css';

/** Runs the flow; stops it while it runs. The menu beside it says what each entry will send. */
export function RunButton() {
  const isRunning = useRun(({ current }) => current?.status === 'running');
  const isUnavailable = useRun(({ sandbox }) => sandbox.status === 'unavailable');
  const reason = useRun(({ sandbox }) =>
    sandbox.status === 'unavailable' ? sandbox.reason : undefined,
  );
  const isFirst = useRun(({ current }) => current === null);
  const Icon = isRunning ? Square : Play;
  return (
    <span className={styles.split} data-first={isFirst || undefined}>
      <button
        type="button"
        className={styles.go}
        data-variant="primary"
        title={reason}
        disabled={isUnavailable}
        onClick={() => {
          if (isRunning) stopRun();
          else void startRun();
        }}
      >
        <Icon aria-hidden size={14} fill="currentColor" />
        {isRunning ? 'Stop' : 'Run'}
        <span className={styles.keys} data-variant="primary">
          <Keys text={shortcutText(isRunning ? 'stop' : 'run') ?? ''} />
        </span>
      </button>
      <MenuButton label="Run options" align="end" groups={runGroups}>
        {(trigger) => (
          <button
            {...trigger}
            className={styles.more}
            aria-label="Run options"
            title="Run options"
            disabled={isUnavailable}
          >
            <ChevronDown aria-hidden size={16} />
          </button>
        )}
      </MenuButton>
    </span>
  );
}

function runGroups(): MenuGroups {
  const flow = currentFlow();
  const chosen = chosenPayload(flow);
  const isRunning = useRun.getState().current?.status === 'running';
  const skips = useDocument.getState().project?.skipsRetryDelays ?? false;
  const others = flow?.payloads.filter(({ id }) => id !== chosen?.id) ?? [];
  return [
    [
      {
        label: 'Run flow',
        detail: `with ${chosen?.name ?? 'no payload'}`,
        icon: Play,
        shortcut: shortcutText('run'),
        isDisabled: isRunning,
        do: () => void startRun(),
      },
      {
        label: 'Stop',
        icon: Square,
        shortcut: shortcutText('stop'),
        isDisabled: !isRunning,
        do: stopRun,
      },
    ],
    others.map(({ id, name }) => ({
      label: `Run with ${name}`,
      detail: 'Chooses this payload, then runs',
      isDisabled: isRunning,
      do: () => {
        choosePayload(id);
        void startRun();
      },
    })),
    [
      {
        label: 'Skip retry delays',
        detail: 'Steps that are tried again do not wait between tries',
        isOn: skips,
        do: () => setSkipsRetryDelays(!skips),
      },
    ],
  ];
}
