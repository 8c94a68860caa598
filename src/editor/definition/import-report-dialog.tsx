import { closeDialog, openDialog } from '@/state/commands/selection';
import { useDocument } from '@/state/document';
import { missingSecrets } from '@/state/missing-secrets';
import { useSecrets } from '@/state/secrets';
import type { OpenDialog } from '@/state/session';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import styles from './definition-dialogs.module.css';

type Report = Extract<OpenDialog, { kind: 'import-report' }>['report'];

export interface ImportReportDialogProps {
  readonly title: string;
  readonly report: Report;
}

/** What came of the platform's file: what runs here, what needs a mock, what was changed, which secrets were set aside. */
export function ImportReportDialog({ title, report }: ImportReportDialogProps) {
  const project = useDocument((state) => state.project);
  const missing = useSecrets(
    (secrets) => missingSecrets(project?.configVars ?? [], secrets).length,
  );
  const others = report.kinds.filter(({ runsHere }) => !runsHere);
  return (
    <Dialog title="Integration opened" size="medium" onClose={closeDialog}>
      <div className={styles.report}>
        <p>
          {title} has {counted(report.flows, 'flow')} and {counted(report.steps, 'step')}. Nothing
          runs until you press Run.
        </p>
        <Kinds title="Runs here" kinds={report.kinds.filter(({ runsHere }) => runsHere)} />
        {others.length > 0 && (
          <Kinds
            title="Steps of other components: give them a mocked result, by payload"
            kinds={others}
          />
        )}
        {report.notes.length > 0 && <Lines title="Good to know" lines={report.notes} />}
        {report.secrets.length > 0 && (
          <Lines
            title={`${counted(report.secrets.length, 'secret value')} of the file kept apart from the project`}
            lines={report.secrets}
          >
            Those of connections are here for this visit, unless the connection is told to keep
            them. Those of steps are kept on this device, encrypted; Secrets lists them.
          </Lines>
        )}
      </div>
      <div className={styles.buttons}>
        {missing > 0 && (
          <Button onClick={() => openDialog({ kind: 'missing-secrets' })}>
            Enter the values of the connections…
          </Button>
        )}
        <Button variant="primary" onClick={closeDialog}>
          Show the flows
        </Button>
      </div>
    </Dialog>
  );
}

function Kinds({ title, kinds }: { readonly title: string; readonly kinds: Report['kinds'] }) {
  if (kinds.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <ul className={styles.kinds}>
        {kinds.map(({ label, count }) => (
          <li key={label}>
            {label} <span className={styles.count}>× {count}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface LinesProps {
  readonly title: string;
  readonly lines: readonly string[];
  readonly children?: string;
}

function Lines({ title, lines, children }: LinesProps) {
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      {children !== undefined && <p>{children}</p>}
      <ul>
        {[...new Set(lines)].map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
