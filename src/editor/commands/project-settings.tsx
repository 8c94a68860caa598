import type { Project } from '@/model/project';
import { setFailsAtPlatformLimits } from '@/state/commands/projects';
import { closeDialog } from '@/state/commands/selection';
import { CheckField } from '@/ui/check-field';
import { Dialog } from '@/ui/dialog';
import styles from './flow-settings.module.css';

/** What holds for the runs of the whole project. Changes hold as they are made and can be undone. */
export function ProjectSettings({ project }: { readonly project: Project }) {
  return (
    <Dialog title="Project settings" onClose={closeDialog}>
      <div className={`${styles.form ?? ''} nokey`}>
        <CheckField
          label="Fail as the platform would"
          help="A request body of more than 6 MB, or a synchronous flow of more than 30 seconds, ends the run. When this is off, the trigger’s log warns of it. Always held: 15 minutes for a run, 64 MB of state, 4,096 characters for a log row."
          isOn={project.failsAtPlatformLimits}
          onChange={setFailsAtPlatformLimits}
        />
      </div>
    </Dialog>
  );
}
