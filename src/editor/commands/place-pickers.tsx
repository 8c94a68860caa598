import { containersOf, placesInside, stepsInside } from '@/model/graph';
import { stepKinds } from '@/kinds';
import type { StepId } from '@/lib/ids';
import type { Flow, Step, StepParent } from '@/model/project';
import { moveStepsInto, placesFor } from '@/state/commands/nesting';
import { askForStep, closeDialog } from '@/state/commands/selection';
import { placeName } from '@/state/step-face';
import { viewHandlers } from '@/state/view-handlers';
import { Dialog } from '@/ui/dialog';
import { glyphs } from '@/ui/glyphs';
import { Picker } from '@/ui/picker';

interface MoveIntoPickerProps {
  readonly flow: Flow;
  readonly ids: readonly StepId[];
}

/** Asks into which branch or loop steps are moved. */
export function MoveIntoPicker({ flow, ids }: MoveIntoPickerProps) {
  const places = placesFor(flow, ids);
  const [first, ...others] = flow.steps.filter(({ id }) => ids.includes(id));
  const what = others.length > 0 ? `${ids.length} steps` : (first?.name ?? 'step');
  return (
    <Dialog title={`Move ${what} into`} size="medium" onClose={closeDialog}>
      <Picker
        label="Branch or loop to move into"
        placeholder="Search branches and loops…"
        options={places.map(({ container, place }) => ({
          id: keyOf(place),
          label: placeName(container, place),
          detail: whereText(flow, container, place),
          icon: glyphs[stepKinds[container.kind].glyph],
        }))}
        onChoose={(key) => {
          const chosen = places.find(({ place }) => keyOf(place) === key);
          closeDialog();
          if (chosen !== undefined) moveStepsInto(ids, chosen.place);
          viewHandlers().focusCanvas?.();
        }}
        nothing={(query) =>
          query === ''
            ? 'There is no other branch or loop in this flow. Add one first.'
            : `No branch or loop matches “${query}”.`
        }
      />
    </Dialog>
  );
}

/** Asks in which of a step's branches a step is added. */
export function AddInsidePicker({ container }: { readonly container: Step }) {
  const places = placesInside(container);
  return (
    <Dialog title={`Add step in ${container.name}`} size="medium" onClose={closeDialog}>
      <Picker
        label="Branch to add a step in"
        placeholder="Search branches…"
        options={places.map((place) => ({
          id: keyOf(place),
          label: placeName(container, place).slice(container.name.length + 2) || container.name,
          icon: glyphs[stepKinds[container.kind].glyph],
        }))}
        onChoose={(key) => {
          const into = places.find((place) => keyOf(place) === key);
          closeDialog();
          if (into !== undefined) askForStep({ into });
        }}
        nothing={(query) => `No branch matches “${query}”.`}
      />
    </Dialog>
  );
}

/** "in Each Order · 2 steps" */
function whereText(flow: Flow, container: Step, place: StepParent): string {
  const around = containersOf(flow, container).map(({ name }) => name);
  const count = stepsInside(flow, place).length;
  const holds = count === 0 ? 'empty' : `${count} ${count === 1 ? 'step' : 'steps'}`;
  return around.length === 0 ? holds : `in ${around.join(', in ')} · ${holds}`;
}

function keyOf({ stepId, branch }: StepParent): string {
  return `${stepId} ${branch ?? ''}`;
}
