import { stepKinds } from '@/kinds';
import type { EdgeId } from '@/lib/ids';
import { placesInside, stepsInside } from '@/model/graph';
import type { Flow, Step } from '@/model/project';
import { shortcutText } from './commands';
import type { CommandId } from './commands/command';
import {
  askInside,
  askWhereTo,
  canMoveSelectionBy,
  moveSelectionBy,
  moveSelectionOut,
  placesFor,
} from './commands/nesting';
import { askForStep, openDialog, openStep, select } from './commands/selection';
import {
  copySelection,
  cutSelection,
  deleteEdges,
  deleteSelection,
  duplicateSelection,
  pasteSteps,
  tidyFlow,
} from './commands/steps';
import { currentFlow } from './edit-document';
import { placeName } from './step-face';
import { viewHandlers } from './view-handlers';

/** An entry of a context menu; the same on the canvas and in the outline. */
export interface GraphMenuEntry {
  readonly label: string;
  readonly do: () => void;
  readonly shortcut?: string | undefined;
  readonly isDisabled?: boolean;
  readonly isDangerous?: boolean;
}

type Groups = readonly (readonly GraphMenuEntry[])[];

/** What can be done with a step, which is selected when the menu opens. */
export function stepMenu(flow: Flow, step: Step): Groups {
  const isTrigger = stepKinds[step.kind].role === 'trigger';
  const names = new Map(flow.steps.map(({ id, name }) => [id, name]));
  const before = flow.edges.filter(({ to }) => to === step.id);
  const after = flow.edges.filter(({ from }) => from === step.id);
  const isInner = step.parent !== null;
  const places = placesInside(step);
  const empty = places.filter((place) => stepsInside(flow, place).length === 0);
  return [
    [
      { label: 'Open', do: () => openStep(step.id), shortcut: 'Enter' },
      entry('Rename', 'rename-step', () => viewHandlers().renameSelected?.()),
    ],
    [
      entry('Add step after…', 'add-step', () => askForStep({ after: step.id })),
      ...(places.length === 0 ? [] : [entry('Add step inside…', 'add-inside', askInside)]),
      ...empty.map((place) => ({
        label: `Paste in ${placeName(step, place)}`,
        do: () => void pasteSteps(undefined, null, { parent: place }),
      })),
      ...(isInner
        ? []
        : [
            {
              label: 'Add branch after…',
              do: () => askForStep({ after: step.id, asBranch: true }),
              isDisabled: after.length === 0,
            },
            entry('Connect to…', 'connect-step', () =>
              openDialog({ kind: 'connect', from: step.id }),
            ),
          ]),
    ],
    isTrigger
      ? [entry('Change trigger…', 'change-trigger', () => openDialog({ kind: 'change-trigger' }))]
      : [
          ...(isInner
            ? [
                {
                  ...entry('Move up', 'move-up', () => moveSelectionBy(-1)),
                  isDisabled: !canMoveSelectionBy(-1),
                },
                {
                  ...entry('Move down', 'move-down', () => moveSelectionBy(1)),
                  isDisabled: !canMoveSelectionBy(1),
                },
              ]
            : []),
          {
            ...entry('Move into…', 'move-into', askWhereTo),
            isDisabled: placesFor(flow, [step.id]).length === 0,
          },
          ...(isInner ? [entry('Move out', 'move-out', moveSelectionOut)] : []),
        ],
    [
      ...before.map(({ id, from }) => ({
        label: `Disconnect from ${names.get(from) ?? ''}`,
        do: () => deleteEdges([id]),
      })),
      ...after.map(({ id, to }) => ({
        label: `Disconnect from ${names.get(to) ?? ''}`,
        do: () => deleteEdges([id]),
      })),
    ],
    [
      { ...entry('Duplicate', 'duplicate', duplicateSelection), isDisabled: isTrigger },
      { ...entry('Copy', 'copy', () => void copySelection()), isDisabled: isTrigger },
      { ...entry('Cut', 'cut', () => void cutSelection()), isDisabled: isTrigger },
    ],
    [
      {
        ...entry('Delete', 'delete', deleteSelection),
        isDisabled: isTrigger,
        isDangerous: true,
      },
    ],
  ];
}

/** What can be done with one connection. */
export function edgeMenu(id: EdgeId): Groups {
  return [
    [{ label: 'Insert step here…', do: () => askForStep({ onEdge: id }) }],
    [{ label: 'Delete connection', do: () => deleteEdges([id]), isDangerous: true }],
  ];
}

/** What can be done with the drawing as a whole. */
export function flowMenu(): Groups {
  return [
    [
      entry('Add step…', 'add-step', () => askForStep()),
      entry('Paste', 'paste', () => void pasteSteps()),
      entry('Select all', 'select-all', () =>
        select((currentFlow()?.steps ?? []).map(({ id }) => id)),
      ),
    ],
    [
      entry('Tidy the drawing', 'tidy', () => void tidyFlow()),
      entry('Fit into view', 'fit', () => viewHandlers().fitView?.()),
    ],
  ];
}

function entry(label: string, command: CommandId, act: () => void): GraphMenuEntry {
  return { label, do: act, shortcut: shortcutText(command) };
}
