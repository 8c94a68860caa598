import { codeOf, isStepKindKey, stepKinds } from '@/kinds';
import { allInside } from '@/model/graph';
import type { Flow, Step } from '@/model/project';
import { changeTrigger } from '@/state/commands/nesting';
import { closeDialog } from '@/state/commands/selection';
import { viewHandlers } from '@/state/view-handlers';
import { Dialog } from '@/ui/dialog';
import { glyphs } from '@/ui/glyphs';
import { Picker, type PickerOption } from '@/ui/picker';
import styles from './trigger-picker.module.css';

interface TriggerPickerProps {
  readonly flow: Flow;
  readonly trigger: Step;
}

/** Asks by what the flow starts. */
export function TriggerPicker({ flow, trigger }: TriggerPickerProps) {
  const goes = whatGoes(flow, trigger);
  return (
    <Dialog title={`Change ${trigger.name}`} size="medium" onClose={closeDialog}>
      <Picker
        label="Kind of trigger"
        placeholder="Search triggers…"
        options={optionsFor(trigger)}
        onChoose={(kind) => {
          closeDialog();
          if (isStepKindKey(kind)) changeTrigger(kind);
          viewHandlers().focusCanvas?.();
        }}
        nothing={(query) => `No kind of trigger matches “${query}”.`}
      />
      {goes !== '' && <p className={styles.hint}>{goes}</p>}
    </Dialog>
  );
}

/** What the old trigger takes with it. */
function whatGoes(flow: Flow, trigger: Step): string {
  const count = allInside(flow, trigger).length;
  const parts = [
    ...(codeOf(trigger) === null ? [] : ['its code']),
    ...(count === 0 ? [] : [count === 1 ? 'the step inside it' : `the ${count} steps inside it`]),
  ];
  if (parts.length === 0) return '';
  return `This replaces ${trigger.name} with ${parts.join(' and ')}. Undo brings all of it back.`;
}

/** The one in use last: it is no change. */
function optionsFor({ kind }: Step): readonly PickerOption[] {
  const all = Object.values(stepKinds).filter(
    (candidate) => candidate.role === 'trigger' && !('isImportOnly' in candidate),
  );
  const option = ({ key, label, description, glyph }: (typeof all)[number]): PickerOption => ({
    id: key,
    label,
    detail: description,
    icon: glyphs[glyph],
  });
  return [
    ...all.filter(({ key }) => key !== kind).map(option),
    ...all
      .filter(({ key }) => key === kind)
      .map((current) => ({ ...option(current), group: 'In use', isDisabled: true })),
  ];
}
