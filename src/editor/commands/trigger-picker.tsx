import { isStepKindKey, stepKinds } from '@/kinds';
import type { Step } from '@/model/project';
import { changeTrigger } from '@/state/commands/nesting';
import { closeDialog } from '@/state/commands/selection';
import { viewHandlers } from '@/state/view-handlers';
import { Dialog } from '@/ui/dialog';
import { glyphs } from '@/ui/glyphs';
import { Picker, type PickerOption } from '@/ui/picker';

/** Asks by what the flow starts. */
export function TriggerPicker({ trigger }: { readonly trigger: Step }) {
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
    </Dialog>
  );
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
