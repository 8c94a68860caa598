import { useDocument } from '@/state/document';
import { currentFlow } from '@/state/edit-document';
import { useProblems } from '@/state/problems';
import { useRun } from '@/state/run';
import { useSecrets } from '@/state/secrets';
import { useSession } from '@/state/session';
import { platform, shortcutKeys } from '@/state/shortcut';
import { viewHandlers } from '@/state/view-handlers';
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
import { goToProblem } from './problems';
import { startRun, stopRun } from './runs';
import { forgetSecrets, lockSecrets } from './secrets';
import {
  askForStep,
  closeStep,
  openDialog,
  openNeighbour,
  openStep,
  setTheme,
  showConsole,
  showView,
  toggleConsole,
  togglePanelWidth,
  togglePresenting,
} from './selection';
import {
  copySelection,
  cutSelection,
  deleteSelection,
  duplicateSelection,
  pasteSteps,
  tidyFlow,
} from './steps';

/** Where a shortcut counts: everywhere, or only where no text is being typed and the canvas or outline has the focus. */
export type Scope = 'everywhere' | 'canvas';

export type CommandId =
  | 'run'
  | 'stop'
  | 'undo'
  | 'redo'
  | 'add-step'
  | 'add-inside'
  | 'open-step'
  | 'connect-step'
  | 'rename-step'
  | 'move-up'
  | 'move-down'
  | 'move-into'
  | 'move-out'
  | 'change-trigger'
  | 'duplicate'
  | 'copy'
  | 'cut'
  | 'paste'
  | 'delete'
  | 'select-all'
  | 'next-step'
  | 'previous-step'
  | 'close-step'
  | 'tidy'
  | 'fit'
  | 'zoom-100'
  | 'zoom-in'
  | 'zoom-out'
  | 'maximise-panel'
  | 'toggle-console'
  | 'next-region'
  | 'previous-region'
  | 'next-problem'
  | 'previous-problem'
  | 'commands'
  | 'shortcuts'
  | 'show-flow'
  | 'show-outline'
  | 'show-payloads'
  | 'show-connections'
  | 'show-config'
  | 'show-state'
  | 'show-network'
  | 'show-projects'
  | 'show-logs'
  | 'show-timeline'
  | 'show-calls'
  | 'show-response'
  | 'show-problems'
  | 'new-flow'
  | 'flow-settings'
  | 'project-settings'
  | 'new-project'
  | 'import'
  | 'export'
  | 'export-yaml'
  | 'export-code-native'
  | 'take-over'
  | 'present'
  | 'secrets'
  | 'lock-secrets'
  | 'forget-secrets'
  | 'theme-light'
  | 'theme-dark'
  | 'theme-system';

export interface Command {
  readonly id: CommandId;
  readonly label: string;
  readonly group: 'Run' | 'Edit' | 'Step' | 'View' | 'Go to' | 'Project';
  /** First the one that is shown. */
  readonly shortcuts: readonly string[];
  readonly scope: Scope;
  readonly when: () => boolean;
  readonly do: () => void;
}

const isRunning = (): boolean => useRun.getState().current?.status === 'running';
const hasProject = (): boolean => useDocument.getState().project !== null;
const canEdit = (): boolean => hasProject() && useDocument.getState().saved.status !== 'read-only';
const hasSelection = (): boolean => useSession.getState().selection.length > 0;
const isCanvas = (): boolean => ['canvas', 'outline'].includes(useSession.getState().view);
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
  onCanvas(
    'tidy',
    'Tidy the drawing',
    'View',
    ['Shift+L'],
    () => void tidyFlow(),
    () => canEdit() && isCanvas(),
  ),
  onCanvas('fit', 'Fit the flow', 'View', ['1'], () => viewHandlers().fitView?.(), isCanvas),
  onCanvas('zoom-100', 'Zoom to 100 %', 'View', ['0'], () => viewHandlers().zoomTo?.(1), isCanvas),
  onCanvas('zoom-in', 'Zoom in', 'View', ['+', '='], () => viewHandlers().zoomBy?.(1.2), isCanvas),
  onCanvas('zoom-out', 'Zoom out', 'View', ['-'], () => viewHandlers().zoomBy?.(1 / 1.2), isCanvas),
  command(
    'maximise-panel',
    'Widen or narrow the step panel',
    'View',
    ['Mod+\\'],
    togglePanelWidth,
    () => useSession.getState().openStepId !== null,
  ),
  command(
    'toggle-console',
    'Show or hide the console',
    'View',
    ['Mod+J'],
    toggleConsole,
    hasProject,
  ),
  command('next-region', 'Next region', 'Go to', ['F6'], () => viewHandlers().focusRegion?.(1)),
  command('previous-region', 'Previous region', 'Go to', ['Shift+F6'], () =>
    viewHandlers().focusRegion?.(-1),
  ),
  command(
    'next-problem',
    'Next problem',
    'Go to',
    ['F8'],
    () => {
      goToProblem(1);
    },
    hasProblems,
  ),
  command(
    'previous-problem',
    'Previous problem',
    'Go to',
    ['Shift+F8'],
    () => {
      goToProblem(-1);
    },
    hasProblems,
  ),
  command('commands', 'Search commands', 'Go to', ['Mod+K'], () => {
    openDialog({ kind: 'commands' });
  }),
  onCanvas('shortcuts', 'Keyboard shortcuts', 'Go to', ['?'], () => {
    openDialog({ kind: 'shortcuts' });
  }),
  command(
    'show-flow',
    'Show the flow',
    'Go to',
    ['Mod+1'],
    () => {
      showView('canvas');
    },
    hasProject,
  ),
  command(
    'show-outline',
    'Show the outline',
    'Go to',
    ['Mod+2'],
    () => {
      showView('outline');
    },
    hasProject,
  ),
  command(
    'show-payloads',
    'Show the payloads',
    'Go to',
    ['Mod+3'],
    () => {
      showView('payload');
    },
    hasProject,
  ),
  command(
    'show-connections',
    'Show the connections',
    'Go to',
    [],
    () => {
      showView('connections');
    },
    hasProject,
  ),
  command(
    'show-config',
    'Show the config variables',
    'Go to',
    ['Mod+4'],
    () => {
      showView('config');
    },
    hasProject,
  ),
  command('show-state', 'Show the state that runs have left', 'Go to', [], () => {
    showView('state');
  }),
  command('show-network', 'Show the network settings', 'Go to', [], () => {
    showView('network');
  }),
  command('show-projects', 'Show projects and examples', 'Go to', ['Mod+5'], () => {
    showView('projects');
  }),
  command(
    'show-logs',
    'Show logs',
    'Go to',
    [],
    () => {
      showConsole('logs');
    },
    hasProject,
  ),
  command(
    'show-timeline',
    'Show the timeline',
    'Go to',
    [],
    () => {
      showConsole('timeline');
    },
    hasProject,
  ),
  command('show-calls', 'Show the requests of the run', 'Go to', [], () => {
    showConsole('network');
  }),
  command(
    'show-response',
    'Show the response',
    'Go to',
    [],
    () => {
      showConsole('response');
    },
    hasProject,
  ),
  command(
    'show-problems',
    'Show problems',
    'Go to',
    [],
    () => {
      showConsole('problems');
    },
    hasProject,
  ),
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
  command('present', 'Presenting: cover secrets and marked fields', 'View', [], togglePresenting),
  command('secrets', 'Secrets: passphrase and forgetting', 'Project', [], () => {
    openDialog({ kind: 'secrets' });
  }),
  command('lock-secrets', 'Lock the secrets', 'Project', [], lockSecrets, isUnlocked),
  command('forget-secrets', 'Forget all secrets', 'Project', [], () => void forgetSecrets()),
  command('theme-light', 'Light theme', 'View', [], () => {
    setTheme('light');
  }),
  command('theme-dark', 'Dark theme', 'View', [], () => {
    setTheme('dark');
  }),
  command('theme-system', 'Theme of the system', 'View', [], () => {
    setTheme('system');
  }),
];

/** The command of that id; a wrong id is an error of the program. */
export function findCommand(id: CommandId): Command {
  const found = commands.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`There is no command "${id}".`);
  return found;
}

function command(
  id: CommandId,
  label: string,
  group: Command['group'],
  shortcuts: readonly string[],
  act: () => void,
  when: () => boolean = always,
): Command {
  return { id, label, group, shortcuts, scope: 'everywhere', when, do: act };
}

function onCanvas(...args: Parameters<typeof command>): Command {
  return { ...command(...args), scope: 'canvas' };
}

function isUnlocked(): boolean {
  const { vault } = useSecrets.getState();
  return vault.status === 'open' && vault.by === 'passphrase';
}

function always(): boolean {
  return true;
}

function hasProblems(): boolean {
  return useProblems.getState().problems.length > 0;
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
