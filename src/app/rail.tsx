import { FolderOpen, Inbox, Keyboard, ListTree, SlidersHorizontal, Workflow } from 'lucide-react';
import { openDialog, showView } from '@/state/commands/selection';
import { useSession, type View } from '@/state/session';
import styles from './rail.module.css';

const places: readonly {
  readonly view: View;
  readonly label: string;
  readonly short: string;
  readonly icon: typeof Inbox;
}[] = [
  { view: 'canvas', label: 'Flow', short: 'Flow', icon: Workflow },
  { view: 'outline', label: 'Outline', short: 'Outline', icon: ListTree },
  { view: 'payload', label: 'Payloads', short: 'Payloads', icon: Inbox },
  { view: 'config', label: 'Config variables', short: 'Config', icon: SlidersHorizontal },
  { view: 'projects', label: 'Projects', short: 'Projects', icon: FolderOpen },
];

/** The views of the project: a rail at the side, or a bar at the bottom of a narrow screen. */
export function Rail() {
  const current = useSession((session) => session.view);
  return (
    <nav aria-label="Project" className={styles.rail}>
      {places.map(({ view, label, short, icon: Icon }) => (
        <button
          key={view}
          type="button"
          className={styles.entry}
          aria-label={label}
          title={label}
          aria-current={view === current ? 'page' : undefined}
          onClick={() => showView(view)}
        >
          <Icon aria-hidden size={20} strokeWidth={1.5} />
          <span className={styles.name}>{short}</span>
        </button>
      ))}
      <span className={styles.space} />
      <button
        type="button"
        className={styles.entry}
        data-only="wide"
        aria-label="Keyboard shortcuts"
        title="Keyboard shortcuts (?)"
        onClick={() => openDialog({ kind: 'shortcuts' })}
      >
        <Keyboard aria-hidden size={20} strokeWidth={1.5} />
      </button>
    </nav>
  );
}
