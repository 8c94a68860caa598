import { ChevronDown, ChevronUp } from 'lucide-react';
import { useState } from 'react';
import { showConsole, toggleConsole } from '@/state/commands/selection';
import { useProblems } from '@/state/problems';
import { useRun } from '@/state/run';
import { useSession, type ConsoleTab } from '@/state/session';
import { LogTools } from './log-tools';
import { LogsTab } from './logs-tab';
import { NO_FILTER } from './log-index';
import { ProblemsTab } from './problems-tab';
import { ResponseTab } from './response-tab';
import { RunOutcome } from './run-outcome';
import { TimelineTab } from './timeline-tab';
import { onTabKey } from './tab-keys';
import styles from './run-console.module.css';

const TABS: readonly { readonly id: ConsoleTab; readonly label: string }[] = [
  { id: 'logs', label: 'Logs' },
  { id: 'timeline', label: 'Timeline' },
  { id: 'response', label: 'Response' },
  { id: 'problems', label: 'Problems' },
];

/** What the last run said and answered, and what is wrong with the project. Fills the room it is given. */
export function RunConsole() {
  const tab = useSession((session) => session.consoleTab);
  const isOpen = useSession((session) => session.consoleOpen);
  const [filter, setFilter] = useState(NO_FILTER);
  const [isFollowing, setFollowing] = useState(true);
  return (
    <section className={styles.console} aria-label="Run console" data-open={isOpen}>
      <div className={styles.head}>
        <div className={styles.tabs} role="tablist" aria-label="Run console">
          {TABS.map(({ id, label }) => (
            <button
              key={id}
              type="button"
              role="tab"
              id={`console-tab-${id}`}
              aria-controls={`console-panel-${id}`}
              aria-selected={isOpen && tab === id}
              tabIndex={tab === id ? 0 : -1}
              className={styles.tab}
              onClick={() => showConsole(id)}
              onKeyDown={onTabKey}
            >
              {label}
              <TabCount tab={id} />
            </button>
          ))}
        </div>
        <RunOutcome />
        {isOpen && tab === 'logs' && (
          <LogTools
            filter={filter}
            onFilter={setFilter}
            isFollowing={isFollowing}
            onFollow={setFollowing}
          />
        )}
        <button
          type="button"
          className={styles.iconButton}
          aria-label={isOpen ? 'Collapse the console' : 'Open the console'}
          aria-expanded={isOpen}
          onClick={toggleConsole}
        >
          {isOpen ? <ChevronDown aria-hidden size={16} /> : <ChevronUp aria-hidden size={16} />}
        </button>
      </div>
      {isOpen && (
        <div
          className={styles.panel}
          role="tabpanel"
          id={`console-panel-${tab}`}
          aria-labelledby={`console-tab-${tab}`}
        >
          {tab === 'logs' && (
            <LogsTab
              filter={filter}
              onClearFilter={() => setFilter(NO_FILTER)}
              isFollowing={isFollowing}
              onFollow={setFollowing}
            />
          )}
          {tab === 'timeline' && <TimelineTab />}
          {tab === 'response' && <ResponseTab />}
          {tab === 'problems' && <ProblemsTab />}
        </div>
      )}
    </section>
  );
}

function TabCount({ tab }: { readonly tab: ConsoleTab }) {
  const logCount = useRun(({ current }) => current?.logCount ?? 0);
  const problemCount = useProblems(({ problems }) => problems.length);
  const hasErrors = useProblems(({ problems }) =>
    problems.some(({ severity }) => severity === 'error'),
  );
  const count = tab === 'logs' ? logCount : tab === 'problems' ? problemCount : 0;
  if (count === 0) return null;
  return (
    <span className={styles.count} data-tone={tab === 'problems' && hasErrors ? 'bad' : 'neutral'}>
      {count.toLocaleString('en-US')}
    </span>
  );
}
