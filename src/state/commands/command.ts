import { useDocument } from '@/state/document';
import { useSession } from '@/state/session';

/** Where a shortcut counts: everywhere, or only where no text is being typed and the canvas or outline has the focus. */
export type Scope = 'everywhere' | 'canvas';

/** Names a command for buttons, menus, shortcuts and tests. */
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

/** What a person can do, under one name wherever it is offered. */
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

/** A command whose shortcut counts everywhere. */
export function command(
  id: CommandId,
  label: string,
  group: Command['group'],
  shortcuts: readonly string[],
  act: () => void,
  when: () => boolean = always,
): Command {
  return { id, label, group, shortcuts, scope: 'everywhere', when, do: act };
}

/** One whose shortcut counts only where no text is typed. */
export function onCanvas(...args: Parameters<typeof command>): Command {
  return { ...command(...args), scope: 'canvas' };
}

function always(): boolean {
  return true;
}

/** Whether a project is open. */
export const hasProject = (): boolean => useDocument.getState().project !== null;
/** Whether the open project may be changed: another tab that edits it makes it read-only here. */
export const canEdit = (): boolean =>
  hasProject() && useDocument.getState().saved.status !== 'read-only';

/** Whether the flow itself is on show, as a drawing or as an outline. */
export const isCanvas = (): boolean => ['canvas', 'outline'].includes(useSession.getState().view);
