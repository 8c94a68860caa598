import { commands } from '@/state/commands';
import { closeDialog } from '@/state/commands/selection';
import { shortcutKeys } from '@/state/shortcut';
import { Dialog } from '@/ui/dialog';
import styles from './shortcut-sheet.module.css';

/** Keys that are not commands of the table. */
const others: readonly { readonly keys: readonly string[]; readonly label: string }[] = [
  { keys: ['↑', '↓', '←', '→'], label: 'Go to connected or nearest steps' },
  { keys: ['Alt', '↑ ↓ ← →'], label: 'Move the selected steps; in a branch or loop up and down' },
  { keys: ['Shift', 'drag'], label: 'Select several steps' },
  { keys: ['Esc'], label: 'From the code to the panel, to the canvas, to nothing selected' },
  { keys: ['Ctrl', 'M'], label: 'In the code: let Tab move the focus' },
];

/** All shortcuts, from the same table that makes them work. */
export function ShortcutSheet() {
  const groups = [...new Set(commands.map(({ group }) => group))];
  return (
    <Dialog title="Keyboard shortcuts" size="medium" onClose={closeDialog}>
      {/* Long sheets scroll by the keyboard too. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles.sheet} tabIndex={0} role="region" aria-label="Shortcuts">
        <div className={styles.columns}>
          <Group name="Canvas" rows={others.map(({ keys, label }) => ({ label, ways: [keys] }))} />
          {groups.map((group) => (
            <Group
              key={group}
              name={group}
              rows={commands
                .filter((command) => command.group === group && command.shortcuts.length > 0)
                .map(({ label, shortcuts }) => ({
                  label,
                  ways: shortcuts.map((shortcut) => shortcutKeys(shortcut)),
                }))}
            />
          ))}
          <p className={styles.note}>
            Single letters and signs work while the canvas or the outline has the focus.
          </p>
        </div>
      </div>
    </Dialog>
  );
}

interface GroupProps {
  readonly name: string;
  readonly rows: readonly {
    readonly label: string;
    readonly ways: readonly (readonly string[])[];
  }[];
}

function Group({ name, rows }: GroupProps) {
  if (rows.length === 0) return null;
  return (
    <section className={styles.group}>
      <h3>{name}</h3>
      <dl>
        {rows.map(({ label, ways }) => (
          <div key={label} className={styles.row}>
            <dt>{label}</dt>
            <dd>
              {ways.map((keys) => (
                <span key={keys.join('+')} className={styles.keys}>
                  {keys.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
