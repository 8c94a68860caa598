import {
  Database,
  Ellipsis,
  FolderOpen,
  Globe,
  Inbox,
  Keyboard,
  ListTree,
  Plug,
  SlidersHorizontal,
  Workflow,
} from 'lucide-react';
import { closeStep, openDialog, showView } from '@/state/commands/selection';
import { useSession, type View } from '@/state/session';
import { MenuButton } from '@/ui/menu-button';
import { useMedia } from '@/ui/use-media';
import { NARROW } from './widths';
import styles from './rail.module.css';

interface Place {
  readonly view: View;
  readonly label: string;
  readonly short: string;
  readonly icon: typeof Inbox;
}

const places: readonly Place[] = [
  { view: 'canvas', label: 'Flow', short: 'Flow', icon: Workflow },
  { view: 'outline', label: 'Outline', short: 'Outline', icon: ListTree },
  { view: 'payload', label: 'Payloads', short: 'Payloads', icon: Inbox },
  { view: 'connections', label: 'Connections', short: 'Connections', icon: Plug },
  { view: 'config', label: 'Config variables', short: 'Config', icon: SlidersHorizontal },
  { view: 'state', label: 'State', short: 'State', icon: Database },
  { view: 'network', label: 'Network', short: 'Network', icon: Globe },
  { view: 'projects', label: 'Projects', short: 'Projects', icon: FolderOpen },
];

/** On a narrow page the list is the flow, and the drawing is the other view. */
const narrowPlaces: readonly Place[] = [
  { view: 'outline', label: 'Flow', short: 'Flow', icon: ListTree },
  { view: 'canvas', label: 'Drawing', short: 'Drawing', icon: Workflow },
  ...places.slice(2),
];

/** As many as have room for a thumb in a bar; the others are in its menu. */
const MOST_IN_BAR = 4;

/** The views of the project: a rail at the side, or a bar at the bottom of a narrow screen. */
export function Rail() {
  const current = useSession((session) => session.view);
  const isNarrow = useMedia(NARROW);
  return (
    <nav aria-label="Project" className={styles.rail}>
      {(isNarrow ? narrowPlaces.slice(0, MOST_IN_BAR) : places).map((place) => {
        const { view, label, short, icon: Icon } = place;
        return (
          <button
            key={view}
            type="button"
            className={styles.entry}
            aria-label={label}
            title={label}
            aria-current={view === current ? 'page' : undefined}
            onClick={() => go(view, isNarrow)}
          >
            <Icon aria-hidden size={20} strokeWidth={1.5} />
            <span className={styles.name}>{short}</span>
          </button>
        );
      })}
      {isNarrow && <MorePlaces current={current} />}
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

function MorePlaces({ current }: { readonly current: View }) {
  const more = narrowPlaces.slice(MOST_IN_BAR);
  const here = more.find(({ view }) => view === current);
  return (
    <MenuButton
      label="More views"
      align="end"
      groups={() => [
        more.map(({ view, label, icon }) => ({ label, icon, do: () => go(view, true) })),
      ]}
    >
      {(trigger) => (
        <button
          {...trigger}
          className={styles.entry}
          aria-label={here === undefined ? 'More views' : `${here.short}, more views`}
          aria-current={here === undefined ? undefined : 'true'}
        >
          <Ellipsis aria-hidden size={20} strokeWidth={1.5} />
          <span className={styles.name}>{here?.short ?? 'More'}</span>
        </button>
      )}
    </MenuButton>
  );
}

function go(view: View, isNarrow: boolean): void {
  // There an open step lies over the views, not beside them.
  if (isNarrow) closeStep();
  showView(view);
}
