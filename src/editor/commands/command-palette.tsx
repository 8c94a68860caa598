import { Inbox, Workflow } from 'lucide-react';
import { stepKinds } from '@/kinds';
import { commands, shortcutText } from '@/state/commands';
import { selectFlow } from '@/state/commands/flows';
import { choosePayload } from '@/state/commands/payloads';
import { closeDialog, openStep, showView } from '@/state/commands/selection';
import { useDocument } from '@/state/document';
import { currentFlow } from '@/state/edit-document';
import { viewHandlers } from '@/state/view-handlers';
import { Dialog } from '@/ui/dialog';
import { glyphs } from '@/ui/glyphs';
import { Picker, type PickerOption } from '@/ui/picker';

interface Entry extends PickerOption {
  readonly do: () => void;
}

/** Everything that can be done or gone to, by typing. */
export function CommandPalette() {
  const entries = allEntries();
  const choose = (id: string) => {
    closeDialog();
    entries.find((entry) => entry.id === id)?.do();
  };
  return (
    <Dialog title="Commands" size="medium" isBare onClose={closeDialog}>
      <Picker
        label="Search commands, steps, payloads and flows"
        placeholder="Search commands, steps, payloads and flows…"
        options={entries}
        onChoose={choose}
        nothing={(query) => `Nothing matches “${query}”.`}
      />
    </Dialog>
  );
}

function allEntries(): readonly Entry[] {
  return [...commandEntries(), ...stepEntries(), ...payloadEntries(), ...flowEntries()];
}

function commandEntries(): readonly Entry[] {
  const groups = [...new Set(commands.map(({ group }) => group))];
  const possible = commands.filter(({ id, when }) => id !== 'commands' && when());
  return groups.flatMap((group) =>
    possible
      .filter((command) => command.group === group)
      .map((command) => ({
        id: `command ${command.id}`,
        label: command.label,
        group,
        shortcut: shortcutText(command.id),
        do: command.do,
      })),
  );
}

function stepEntries(): readonly Entry[] {
  return (currentFlow()?.steps ?? []).map(({ id, name, kind }) => ({
    id: `step ${id}`,
    label: name,
    detail: stepKinds[kind].label,
    group: 'Steps',
    icon: glyphs[stepKinds[kind].glyph],
    do: () => {
      openStep(id);
      viewHandlers().focusStep?.();
    },
  }));
}

function payloadEntries(): readonly Entry[] {
  return (currentFlow()?.payloads ?? []).map(({ id, name, method }) => ({
    id: `payload ${id}`,
    label: name,
    detail: `Use this payload · ${method}`,
    group: 'Payloads',
    icon: Inbox,
    do: () => choosePayload(id),
  }));
}

function flowEntries(): readonly Entry[] {
  return (useDocument.getState().project?.flows ?? []).map(({ id, name, steps }) => ({
    id: `flow ${id}`,
    label: name,
    detail: `Flow of ${steps.length} ${steps.length === 1 ? 'step' : 'steps'}`,
    group: 'Flows',
    icon: Workflow,
    do: () => {
      selectFlow(id);
      showView('canvas');
    },
  }));
}
