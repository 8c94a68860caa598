import { Lock, Plus, Upload } from 'lucide-react';
import { useState } from 'react';
import { newProject } from '@/state/commands/projects';
import { useProjects } from '@/state/projects';
import { viewHandlers } from '@/state/view-handlers';
import { Button } from '@/ui/button';
import { Gallery, type GalleryExample } from './gallery';
import { ProjectRow } from './project-row';
import styles from './projects-view.module.css';

interface ProjectsViewProps {
  /** In the order they are shown. */
  readonly examples: readonly GalleryExample[];
}

/** Where work begins: the projects of this device, the examples, an empty flow, a file. */
export function ProjectsView({ examples }: ProjectsViewProps) {
  return (
    <div className={styles.view}>
      <div className={styles.page}>
        <header className={styles.hero}>
          <div>
            <h1>Author and run your own code</h1>
            <p className={styles.muted}>
              A trigger, a few code steps, and a payload to try them with. No account, nothing to
              install.
            </p>
          </div>
          <div className={styles.actions}>
            <Button icon={Upload} onClick={() => viewHandlers().chooseFile?.()}>
              Import…
            </Button>
            <Button variant="primary" icon={Plus} onClick={() => void newProject()}>
              Start blank
            </Button>
          </div>
        </header>
        <RecentProjects />
        <Gallery examples={examples} />
        <p className={styles.promise}>
          <Lock aria-hidden size={14} />
          Everything stays on this device.
        </p>
      </div>
    </div>
  );
}

function RecentProjects() {
  const { list, status, reason } = useProjects();
  const [now] = useState(() => Date.now());
  return (
    <section aria-labelledby="recent-projects">
      <div className={styles.sectionHead}>
        <h2 id="recent-projects">Recent projects</h2>
        {list.length > 0 && <span className={styles.count}>{list.length}</span>}
      </div>
      {list.length > 0 ? (
        <ul className={styles.list}>
          {list.map((project) => (
            <ProjectRow key={project.id} project={project} now={now} />
          ))}
        </ul>
      ) : (
        <p className={styles.none} role={status === 'failed' ? 'alert' : undefined}>
          {status === 'loading' && 'Reading your projects…'}
          {status === 'ready' && 'No projects yet. Open an example below, or start blank.'}
          {status === 'failed' &&
            `The projects on this device cannot be read${reason === undefined ? '.' : `: ${reason}`}`}
        </p>
      )}
    </section>
  );
}
