import { useState } from 'react';
import { changedReads } from '@/model/rename-reads';
import { changeReads } from '@/state/commands/config-vars';
import { closeDialog } from '@/state/commands/selection';
import { useDocument } from '@/state/document';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import styles from './rename-reads-dialog.module.css';

interface RenameReadsDialogProps {
  readonly from: string;
  readonly to: string;
}

/** After a rename: what would change in the code that reads the old name, line by line. */
export function RenameReadsDialog({ from, to }: RenameReadsDialogProps) {
  const project = useDocument((state) => state.project);
  const [steps] = useState(() => (project === null ? [] : changedReads(project, from, to)));
  return (
    <Dialog title="Change the code that reads it?" size="medium" onClose={closeDialog}>
      <div className={styles.body}>
        <p>
          Code still reads <q>{from}</q>, which is <q>{to}</q> now.
        </p>
        {steps.map(({ stepId, stepName, lines }) => (
          <section key={stepId} aria-label={stepName}>
            <h3>{stepName}</h3>
            <div
              className={styles.diff}
              role="group"
              aria-label={`Changes in ${stepName}`}
              // A box that scrolls is reached by keys too.
              // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
              tabIndex={0}
            >
              {lines.map(({ line, before, after }) => (
                <div key={line}>
                  <code className={styles.removed}>
                    <span>{line}</span>
                    <span>−</span>
                    <del>{before}</del>
                  </code>
                  <code className={styles.added}>
                    <span>{line}</span>
                    <span>+</span>
                    <ins>{after}</ins>
                  </code>
                </div>
              ))}
            </div>
          </section>
        ))}
        <div className={styles.buttons}>
          <Button onClick={closeDialog}>Leave the code</Button>
          <Button
            variant="primary"
            onClick={() => {
              void changeReads(from, to);
              closeDialog();
            }}
          >
            Change the code
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
