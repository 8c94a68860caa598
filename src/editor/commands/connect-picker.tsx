import { stepKinds } from '@/kinds';
import { canConnect } from '@/model/edge-rules';
import type { Flow, Step } from '@/model/project';
import { closeDialog } from '@/state/commands/selection';
import { connectSteps } from '@/state/commands/steps';
import { placesOf } from '@/state/step-face';
import { viewHandlers } from '@/state/view-handlers';
import { Dialog } from '@/ui/dialog';
import { glyphs } from '@/ui/glyphs';
import { Picker, type PickerOption } from '@/ui/picker';

interface ConnectPickerProps {
  readonly flow: Flow;
  readonly from: Step;
}

/** Connects a step without dragging: the steps it may lead to first, then the others and why not. */
export function ConnectPicker({ flow, from }: ConnectPickerProps) {
  const connect = (id: string) => {
    const step = flow.steps.find((candidate) => candidate.id === id);
    closeDialog();
    if (step !== undefined) connectSteps(from.id, step.id);
    viewHandlers().focusCanvas?.();
  };
  return (
    <Dialog title={`Connect ${from.name} to`} size="medium" onClose={closeDialog}>
      <Picker
        label="Step to connect to"
        placeholder="Search steps…"
        options={targets(flow, from)}
        onChoose={connect}
        nothing={(query) =>
          query === ''
            ? 'There is no other step yet. Add one first.'
            : `No step matches “${query}”.`
        }
      />
    </Dialog>
  );
}

function targets(flow: Flow, from: Step): readonly PickerOption[] {
  const places = placesOf(flow);
  const options = flow.steps
    .filter(({ id }) => id !== from.id)
    .map((step) => ({ step, allowed: canConnect(flow, from.id, step.id) }));
  const can = options.flatMap(({ step, allowed }) =>
    allowed.ok
      ? [
          {
            id: step.id,
            label: step.name,
            detail: `step ${places.get(step.id) ?? ''}`,
            icon: glyphs[stepKinds[step.kind].glyph],
          },
        ]
      : [],
  );
  const cannot = options.flatMap(({ step, allowed }) =>
    allowed.ok
      ? []
      : [
          {
            id: step.id,
            label: step.name,
            detail: allowed.error.message,
            group: 'Not possible',
            isDisabled: true,
          },
        ],
  );
  return [...can, ...cannot];
}
