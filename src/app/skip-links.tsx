import { showConsole } from '@/state/commands/selection';
import { useSession } from '@/state/session';
import { viewHandlers } from '@/state/view-handlers';
import { focusRegion } from './use-regions';
import styles from './skip-links.module.css';

/** The first Tab stops of the page: past the bars to where the work is. */
export function SkipLinks() {
  const hasStep = useSession((session) => session.openStepId !== null);
  return (
    <div className={styles.links}>
      <button type="button" onClick={() => viewHandlers().focusCanvas?.()}>
        Skip to canvas
      </button>
      {hasStep && (
        <button type="button" onClick={() => viewHandlers().focusStep?.()}>
          Skip to code
        </button>
      )}
      <button
        type="button"
        onClick={() => {
          showConsole(useSession.getState().consoleTab);
          focusRegion('Run console');
        }}
      >
        Skip to console
      </button>
    </div>
  );
}
