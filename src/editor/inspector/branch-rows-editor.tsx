import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import type { BranchesData } from '@/kinds/inputs-data';
import { newId, type BranchId } from '@/lib/ids';
import {
  addBranchRow,
  addMissingBranch,
  branchNameFault,
  branchRows,
  elseBranch,
  moveBranchRow,
  removeBranchRow,
  renameBranchRow,
  setBranchRow,
  strayBranches,
  type BranchRow,
  type RowsKey,
} from '@/model/branch-rows';
import { stepsInside } from '@/model/graph';
import type { Flow, Step } from '@/model/project';
import { readInput } from '@/plan/inputs';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { IconButton } from '@/ui/icon-button';
import { TextInput } from '@/ui/text-input';
import { useDraft } from '@/ui/use-draft';
import { ConditionEditor } from './condition-editor';
import { InputField } from './input-field';
import { RawValue } from './typed-control';
import styles from './inputs.module.css';

interface BranchRowsEditorProps {
  readonly flow: Flow;
  readonly step: Step;
  readonly data: BranchesData;
  readonly rowsKey: RowsKey;
  readonly onChange: (data: BranchesData, timeStamp?: number) => void;
}

/** The branches of a step with what each is taken for. Both change together. */
export function BranchRowsEditor(props: BranchRowsEditorProps) {
  const { data, rowsKey, onChange } = props;
  const rows = branchRows(data, rowsKey);
  const last = elseBranch(data, rowsKey);
  const strays = strayBranches(data, rowsKey);
  return (
    <div className={styles.rows}>
      {rows.map((row, at) => (
        // A branch is the same one wherever it stands; a row without one has only its place.
        <Row key={row.branch?.id ?? at} {...props} row={row} at={at} count={rows.length} />
      ))}
      {strays.map(({ id, name }) => (
        <p key={id} className={styles.fault} role="alert">
          The branch “{name}” is never taken: nothing here has its name.{' '}
          <Button
            size="compact"
            onClick={() =>
              onChange({ ...data, branches: data.branches.filter((branch) => branch.id !== id) })
            }
          >
            Remove branch {name}
          </Button>
        </p>
      ))}
      <p className={styles.note}>
        {last === null
          ? 'There is no Else: where no branch is taken, the flow goes on below this step. Adding a branch adds it.'
          : `${last.name}: taken where no other branch is. It stands last.`}
      </p>
      <div className={styles.line}>
        <Button
          icon={Plus}
          onClick={() => onChange(addBranchRow(data, rowsKey, () => newId<BranchId>()))}
        >
          Add branch
        </Button>
      </div>
    </div>
  );
}

interface RowProps extends BranchRowsEditorProps {
  readonly row: BranchRow;
  readonly at: number;
  readonly count: number;
}

function Row({ flow, step, data, rowsKey, onChange, row, at, count }: RowProps) {
  const { name, branch } = row;
  const entry = readInput(row.entry);
  const inside =
    branch === null ? 0 : stepsInside(flow, { stepId: step.id, branch: branch.id }).length;
  const going = inside === 0 ? '' : `, with ${inside} ${inside === 1 ? 'step' : 'steps'} in it`;
  return (
    <fieldset className={styles.row}>
      <legend className={styles.legend}>Branch {at + 1}</legend>
      <div className={styles.rowHead}>
        <BranchName
          name={name}
          faultOf={(next) => branchNameFault(data, rowsKey, at, next)}
          onCommit={(next) => onChange(renameBranchRow(data, rowsKey, at, next))}
        />
        <span className={styles.rowButtons}>
          <IconButton
            label={`Move branch ${name} up`}
            icon={ArrowUp}
            disabled={at === 0}
            onClick={() => onChange(moveBranchRow(data, rowsKey, at, -1))}
          />
          <IconButton
            label={`Move branch ${name} down`}
            icon={ArrowDown}
            disabled={at === count - 1}
            onClick={() => onChange(moveBranchRow(data, rowsKey, at, 1))}
          />
          <IconButton
            label={`Remove branch ${name}${going}`}
            icon={Trash2}
            onClick={() => onChange(removeBranchRow(data, rowsKey, at))}
          />
        </span>
      </div>
      {branch === null && (
        <p className={styles.fault} role="alert">
          The step has no branch “{name}”, so it fails where this is chosen.{' '}
          <Button
            size="compact"
            onClick={() => onChange(addMissingBranch(data, rowsKey, at, () => newId<BranchId>()))}
          >
            Add branch {name}
          </Button>
        </p>
      )}
      {entry === null ? (
        <RawValue label={`Branch ${at + 1}`} value={row.entry} />
      ) : rowsKey === 'conditions' ? (
        <ConditionEditor
          name={name}
          value={entry.value}
          onChange={(value, timeStamp) =>
            onChange(setBranchRow(data, rowsKey, at, { ...entry, value }), timeStamp)
          }
        />
      ) : (
        <InputField
          label="Taken for"
          help="The value that the input has"
          input={entry}
          onChange={(input, timeStamp) =>
            onChange(setBranchRow(data, rowsKey, at, input), timeStamp)
          }
        />
      )}
    </fieldset>
  );
}

interface BranchNameProps {
  readonly name: string;
  readonly faultOf: (name: string) => string | null;
  readonly onCommit: (name: string) => void;
}

/** Taken when the person leaves it: a name half typed may be that of another branch. */
function BranchName({ name, faultOf, onCommit }: BranchNameProps) {
  const draft = useDraft(name, onCommit, { isAllowed: (next) => faultOf(next) === null });
  const isTyped = draft.value !== name;
  return (
    <Field label="Name" error={faultOf(isTyped ? draft.value.trim() : name)}>
      {(control) => <TextInput {...control} {...draft} />}
    </Field>
  );
}
