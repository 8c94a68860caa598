import { useDocument } from '@/state/document';
import { currentFlow } from '@/state/edit-document';
import { useRun } from '@/state/run';
import { useSecrets } from '@/state/secrets';
import { useSession } from '@/state/session';
import { platform, shortcutKeys } from '@/state/shortcut';
import { viewHandlers } from '@/state/view-handlers';
import {
  canEdit,
  command,
  hasProject,
  isCanvas,
  onCanvas,
  type Command,
  type CommandId,
} from './command';
import { addFlow } from './flows';
import { redo, redoLabel, undo, undoLabel } from './history';
import {
  askInside,
  askWhereTo,
  isContainerSelected,
  isInnerSelected,
  moveSelectionBy,
  moveSelectionOut,
} from './nesting';
import { exportProject, newProject, takeOver } from './projects';
import { startRun, stopRun } from './runs';
import { viewCommands } from './view-commands';
import { forgetSecrets, lockSecrets } from './secrets';
import { askForStep, closeStep, openDialog, openNeighbour, openStep } from './selection';
import {
  copySelection,
  cutSelection,
  deleteSelection,
  duplicateSelection,
  pasteSteps,
} from './steps';

const isRunning = (): boolean => useRun.getState().current?.status === 'running';
const hasSelection = (): boolean => useSession.getState().selection.length > 0;
const canEditSelection = (): boolean => canEdit() && hasSelection() && isCanvas();

/** The one table behind buttons, menus, the palette, shortcuts and the help sheet. */
export const commands: readonly Command[] = [
  command(
    'run',
    'Run flow',
    'Run',
    ['Mod+Enter'],
    () => void startRun(),
    () => hasProject() && !isRunning(),
  ),
  command('stop', 'Stop the run', 'Run', ['Mod+.', 'Mod+Enter'], stopRun, isRunning),
  command('undo', 'Undo', 'Edit', ['Mod+Z'], undo, () => canEdit() && undoLabel() !== null),
  command(
    'redo',
    'Redo',
    'Edit',
    ['Mod+Shift+Z', 'Mod+Y'],
    redo,
    () => canEdit() && redoLabel() !== null,
  ),
  onCanvas(
    'add-step',
    'Add step…',
    'Step',
    ['A'],
    () => {
      askForStep();
    },
    () => canEdit() && isCanvas(),
  ),
  onCanvas(
    'add-inside',
    'Add step inside…',
    'Step',
    ['Shift+A'],
    askInside,
    () => canEditSelection() && isContainerSelected(),
  ),
  onCanvas(
    'open-step',
    'Open step',
    'Step',
    ['Enter'],
    openSelected,
    () => hasSelection() && isCanvas(),
  ),
  onCanvas('connect-step', 'Connect to…', 'Step', ['C'], connectSelected, () => canEditSelection()),
  onCanvas(
    'rename-step',
    'Rename step',
    'Step',
    ['F2'],
    () => viewHandlers().renameSelected?.(),
    canEditSelection,
  ),
  onCanvas(
    'move-up',
    'Move step up',
    'Step',
    ['Alt+ArrowUp'],
    () => {
      moveSelectionBy(-1);
    },
    () => canEditSelection() && isInnerSelected(),
  ),
  onCanvas(
    'move-down',
    'Move step down',
    'Step',
    ['Alt+ArrowDown'],
    () => {
      moveSelectionBy(1);
    },
    () => canEditSelection() && isInnerSelected(),
  ),
  onCanvas('move-into', 'Move into…', 'Step', ['M'], askWhereTo, () => canEditSelection()),
  onCanvas(
    'move-out',
    'Move out',
    'Step',
    ['Shift+M'],
    moveSelectionOut,
    () => canEditSelection() && isInnerSelected(),
  ),
  command(
    'change-trigger',
    'Change trigger…',
    'Step',
    [],
    () => {
      openDialog({ kind: 'change-trigger' });
    },
    () => canEdit() && isCanvas(),
  ),
  onCanvas('duplicate', 'Duplicate', 'Step', ['Mod+D'], duplicateSelection, canEditSelection),
  onCanvas('copy', 'Copy', 'Step', ['Mod+C'], () => void copySelection(), hasSelection),
  onCanvas('cut', 'Cut', 'Step', ['Mod+X'], () => void cutSelection(), canEditSelection),
  onCanvas(
    'paste',
    'Paste',
    'Step',
    ['Mod+V'],
    () => void pasteSteps(),
    () => canEdit() && isCanvas(),
  ),
  onCanvas(
    'delete',
    'Delete',
    'Step',
    ['Delete', 'Backspace'],
    deleteSelection,
    () => canEdit() && (hasSelection() || useSession.getState().selectedEdges.length > 0),
  ),
  onCanvas('select-all', 'Select all steps', 'Edit', ['Mod+A'], selectAll, isCanvas),
  command(
    'next-step',
    'Open the next step',
    'Step',
    ['Mod+Alt+ArrowRight'],
    () => {
      openNeighbour(1);
    },
    hasProject,
  ),
  command(
    'previous-step',
    'Open the previous step',
    'Step',
    ['Mod+Alt+ArrowLeft'],
    () => {
      openNeighbour(-1);
    },
    hasProject,
  ),
  command(
    'close-step',
    'Close the step',
    'Step',
    [],
    closeStep,
    () => useSession.getState().openStepId !== null,
  ),
  ...viewCommands,
  command('new-flow', 'Add a flow', 'Project', [], addFlow, canEdit),
  command('flow-settings', 'Flow settings…', 'Project', [], openFlowSettings, hasProject),
  command(
    'project-settings',
    'Project settings…',
    'Project',
    [],
    () => {
      openDialog({ kind: 'project-settings' });
    },
    hasProject,
  ),
  command('new-project', 'New project', 'Project', [], () => void newProject()),
  command('import', 'Import…', 'Project', [], () => viewHandlers().chooseFile?.()),
  command('export', 'Export…', 'Project', [], () => void exportProject(), hasProject),
  command(
    'export-yaml',
    'Export as integration YAML…',
    'Project',
    [],
    () => openDialog({ kind: 'export', format: 'prismatic-yaml' }),
    hasProject,
  ),
  command(
    'export-code-native',
    'Export as code-native project…',
    'Project',
    [],
    () => {
      openDialog({ kind: 'export', format: 'code-native' });
    },
    hasProject,
  ),
  command(
    'take-over',
    'Take over from the other tab',
    'Project',
    [],
    () => void takeOver(),
    () => useDocument.getState().saved.status === 'read-only',
  ),
  command('secrets', 'Secrets: passphrase and forgetting', 'Project', [], () => {
    openDialog({ kind: 'secrets' });
  }),
  command('lock-secrets', 'Lock the secrets', 'Project', [], lockSecrets, isUnlocked),
  command('forget-secrets', 'Forget all secrets', 'Project', [], () => void forgetSecrets()),
];

/** The command of that id; a wrong id is an error of the program. */
export function findCommand(id: CommandId): Command {
  const found = commands.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`There is no command "${id}".`);
  return found;
}

function isUnlocked(): boolean {
  const { vault } = useSecrets.getState();
  return vault.status === 'open' && vault.by === 'passphrase';
}

function openSelected(): void {
  const id = useSession.getState().selection.at(-1);
  if (id !== undefined) openStep(id);
}

function connectSelected(): void {
  const from = useSession.getState().selection.at(-1);
  if (from !== undefined) openDialog({ kind: 'connect', from });
}

function selectAll(): void {
  const flow = currentFlow();
  if (flow === null) return;
  useSession.setState({ selection: flow.steps.map(({ id }) => id) });
}

function openFlowSettings(): void {
  const { flowId } = useSession.getState();
  if (flowId !== null) openDialog({ kind: 'flow-settings', flowId });
}

/** The first shortcut of a command as text: "Ctrl+K", "⌘K"; undefined where it has none. */
export function shortcutText(id: CommandId): string | undefined {
  const [first] = findCommand(id).shortcuts;
  return first === undefined
    ? undefined
    : shortcutKeys(first).join(platform() === 'mac' ? '' : '+');
}
