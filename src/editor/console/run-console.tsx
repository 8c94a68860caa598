import { ChevronDown, ChevronUp } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { showConsole, toggleConsole } from '@/state/commands/selection';
import { useDocument } from '@/state/document';
import { useProblems } from '@/state/problems';
import { useRun } from '@/state/run';
import { useSession, type ConsoleTab } from '@/state/session';
import { IconButton } from '@/ui/icon-button';
import { Tabs, type Tab } from '@/ui/tabs';
import { NO_FILTER, type LogFilter } from './log-index';
import { LogTools } from './log-tools';
import { LogsTab } from './logs-tab';
import { RunOutcome } from './run-outcome';
import styles from './run-console.module.css';

// The console opens with the logs; the others come when they are asked for.
const TimelineTab = lazy(async () => ({ default: (await import('./timeline-tab')).TimelineTab }));
const NetworkTab = lazy(async () => ({ default: (await import('./network-tab')).NetworkTab }));
const ResponseTab = lazy(async () => ({ default: (await import('./response-tab')).ResponseTab }));
const ProblemsTab = lazy(async () => ({ default: (await import('./problems-tab')).ProblemsTab }));

/** What the last run said and answered, and what is wrong with the project. Fills the room it is given. */
export function RunConsole() {
  const tab = useSession((session) => session.consoleTab);
  const isOpen = useSession((session) => session.consoleOpen);
  const tabs = useTabs();
  const [filter, setFilter] = useFilter();
  const [isFollowing, setFollowing] = useState(true);
  return (
    <section className={styles.console} aria-label="Run console">
      <div className={styles.head} data-open={isOpen || undefined}>
        <div className={styles.tabs}>
          <Tabs
            label="Run console"
            tabs={tabs}
            selected={tab}
            onSelect={showConsole}
            idBase="console"
          />
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
        <div className={styles.collapse}>
          <IconButton
            label={isOpen ? 'Collapse the console' : 'Open the console'}
            icon={isOpen ? ChevronDown : ChevronUp}
            onClick={toggleConsole}
          />
        </div>
      </div>
      <div
        className={styles.panel}
        role="tabpanel"
        id={`console-panel-${tab}`}
        aria-labelledby={`console-tab-${tab}`}
        hidden={!isOpen}
      >
        {isOpen && tab === 'logs' && (
          <LogsTab
            filter={filter}
            onClearFilter={() => setFilter(NO_FILTER)}
            isFollowing={isFollowing}
            onFollow={setFollowing}
          />
        )}
        <Suspense>
          {isOpen && tab === 'timeline' && <TimelineTab />}
          {isOpen && tab === 'network' && <NetworkTab />}
          {isOpen && tab === 'response' && <ResponseTab />}
          {isOpen && tab === 'problems' && <ProblemsTab />}
        </Suspense>
      </div>
    </section>
  );
}

/** Which rows are shown. Another project begins with all of them, and a run without the chosen step shows all steps. */
function useFilter(): readonly [LogFilter, (filter: LogFilter) => void] {
  const projectId = useDocument(({ project }) => project?.id ?? null);
  const steps = useRun(({ current }) => current?.steps ?? null);
  const [chosenIn, setChosenIn] = useState(projectId);
  const [filter, setFilter] = useState(NO_FILTER);
  if (chosenIn !== projectId) {
    setChosenIn(projectId);
    setFilter(NO_FILTER);
  }
  const { stepId } = filter;
  const isElsewhere = stepId !== null && steps !== null && !Object.hasOwn(steps, stepId);
  return [isElsewhere ? { ...filter, stepId: null } : filter, setFilter];
}

function useTabs(): readonly Tab<ConsoleTab>[] {
  const logCount = useRun(({ current }) => current?.logCount ?? 0);
  const callCount = useRun(({ current }) => current?.callCount ?? 0);
  const problemCount = useProblems(({ problems }) => problems.length);
  const hasErrors = useProblems(({ problems }) =>
    problems.some(({ severity }) => severity === 'error'),
  );
  return [
    { id: 'logs', label: 'Logs', count: logCount || undefined },
    { id: 'timeline', label: 'Timeline' },
    { id: 'network', label: 'Network', count: callCount || undefined },
    { id: 'response', label: 'Response' },
    { id: 'problems', label: 'Problems', count: problemCount || undefined, isBad: hasErrors },
  ];
}
