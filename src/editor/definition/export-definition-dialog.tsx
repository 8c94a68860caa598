import { useEffect, useState } from 'react';
import type { Project } from '@/model/project';
import type { Problem } from '@/plan/problem';
import { saveDefinitionFile, secretsOf, writeOpenDefinition } from '@/state/commands/projects';
import { closeDialog } from '@/state/commands/selection';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { StatusIcon, type Status } from '@/ui/status-icon';
import styles from './definition-dialogs.module.css';

type Written = Awaited<ReturnType<typeof writeOpenDefinition>>;

const STATUS: Readonly<Record<Problem['severity'], Status>> = {
  error: 'failed',
  warning: 'warning',
  info: 'info',
};

/** The project as YAML that the platform imports: what stands in its way, what differs there, and whether secrets go in. */
export function ExportDefinitionDialog({ project }: { readonly project: Project }) {
  const [withSecrets, setWithSecrets] = useState(false);
  const [written, setWritten] = useState<Written | null>(null);
  const [secrets] = useState(() => secretsOf(project).length);
  useEffect(() => {
    let isCurrent = true;
    void writeOpenDefinition(withSecrets).then((outcome) => {
      if (isCurrent) setWritten(outcome);
    });
    return () => {
      isCurrent = false;
    };
  }, [withSecrets]);
  const save = () => {
    if (written?.ok !== true) return;
    saveDefinitionFile(project.name, written.value.text);
    closeDialog();
  };
  return (
    <Dialog title="Export for the platform" size="medium" onClose={closeDialog}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <div className={styles.report}>
          <p>
            A YAML file that the platform imports. Payloads, mocks, test values and positions are
            not part of it: Export… keeps them.
          </p>
          {written !== null && <Findings written={written} />}
          {secrets > 0 && (
            <label className={styles.check}>
              <input
                type="checkbox"
                checked={withSecrets}
                onChange={(event) => setWithSecrets(event.target.checked)}
              />
              <span>
                Write secret values into the file
                <span className={styles.help}>
                  {secrets === 1 ? 'One value is' : `${secrets} values are`} entered here. Whoever
                  has the file can read them. Otherwise the file has an empty text in their place.
                </span>
              </span>
            </label>
          )}
        </div>
        <div className={styles.buttons}>
          <Button onClick={closeDialog}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={written?.ok !== true}>
            Save YAML file
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function Findings({ written }: { readonly written: Written }) {
  const problems = written.ok ? written.value.notes : written.error;
  if (problems.length === 0) return <p role="status">The file says all that the flows do.</p>;
  return (
    <div role="status" className={styles.problems}>
      {problems.map(({ severity, message }) => (
        <p key={message} className={styles.problem}>
          <StatusIcon status={STATUS[severity]} />
          <span>{message}</span>
        </p>
      ))}
    </div>
  );
}
