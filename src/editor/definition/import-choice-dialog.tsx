import { forgetWaiting, openWaiting, updateFromWaiting } from '@/state/commands/imports';
import { closeDialog } from '@/state/commands/selection';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import styles from './definition-dialogs.module.css';

export interface ImportChoiceDialogProps {
  readonly title: string;
  readonly name: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** The file is a version of the open project: it can be brought up to it, or stand beside it. */
export function ImportChoiceDialog({ title, name, added, removed }: ImportChoiceDialogProps) {
  const cancel = () => {
    forgetWaiting();
    closeDialog();
  };
  return (
    <Dialog title={`Update ${name}?`} size="medium" onClose={cancel}>
      <div className={styles.report}>
        <p>
          {title} is a version of the open project. An update matches flows, steps and config
          variables by their names: positions, payloads, mocks, test values and secrets stay. Code
          and settings become those of the file. It can be undone.
        </p>
        <Names title="New in the file" names={added} />
        <Names title="Not in the file any more" names={removed} />
        {added.length + removed.length === 0 && (
          <p>The file has the same flows and steps, by their names.</p>
        )}
      </div>
      <div className={styles.buttons}>
        <Button
          onClick={() => {
            closeDialog();
            void openWaiting(title);
          }}
        >
          Open beside it
        </Button>
        <Button
          variant="primary"
          onClick={() => {
            closeDialog();
            updateFromWaiting(title);
          }}
        >
          Update the open project
        </Button>
      </div>
    </Dialog>
  );
}

const MOST_NAMES = 20;

function Names({ title, names }: { readonly title: string; readonly names: readonly string[] }) {
  if (names.length === 0) return null;
  const shown = names.slice(0, MOST_NAMES);
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <ul>
        {shown.map((name, index) => (
          <li key={`${name} ${index}`}>{name}</li>
        ))}
        {names.length > shown.length && <li>{names.length - shown.length} more</li>}
      </ul>
    </section>
  );
}
