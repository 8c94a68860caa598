import { Search } from 'lucide-react';
import { shortcutText } from '@/state/commands';
import { openDialog, showView } from '@/state/commands/selection';
import { useDocument } from '@/state/document';
import { Keys } from '@/ui/keys';
import { useMedia } from '@/ui/use-media';
import { FlowChoice } from './flow-choice';
import { Logo } from './logo';
import { NetworkChoice } from './network-choice';
import { PayloadChoice } from './payload-choice';
import { ProjectMenu } from './project-menu';
import { RunButton } from './run-button';
import { SavedStatus } from './saved-status';
import { NARROW } from './widths';
import styles from './top-bar.module.css';

/** The top of the page: what is open, whether it is saved, and Run. */
export function TopBar() {
  const isNarrow = useMedia(NARROW);
  const projectName = useDocument(({ project }) => project?.name ?? '');
  return (
    <header className={styles.top}>
      <div className={styles.start}>
        <button
          type="button"
          className={styles.brand}
          aria-label="Projects"
          title="Projects"
          onClick={() => showView('projects')}
        >
          <Logo />
        </button>
        <h1 className={styles.project} title={projectName}>
          {projectName}
        </h1>
        <span aria-hidden className={styles.slash}>
          /
        </span>
        <span className={styles.flow}>
          <FlowChoice />
          <SavedStatus />
        </span>
      </div>
      <button
        type="button"
        className={styles.search}
        aria-haspopup="dialog"
        onClick={() => openDialog({ kind: 'commands' })}
      >
        <Search aria-hidden size={16} strokeWidth={1.75} />
        <span className={styles.hint}>Search or run a command</span>
        <Keys text={shortcutText('commands') ?? ''} />
      </button>
      <div className={styles.end}>
        {!isNarrow && <NetworkChoice />}
        {!isNarrow && <PayloadChoice />}
        <RunButton />
        <ProjectMenu />
      </div>
    </header>
  );
}
