import { useProblems } from '@/state/problems';
import { useSession } from '@/state/session';
import { viewHandlers } from '@/state/view-handlers';
import { canEdit, command, hasProject, isCanvas, onCanvas, type Command } from './command';
import { goToProblem } from './problems';
import {
  openDialog,
  setTheme,
  showConsole,
  showView,
  toggleConsole,
  togglePanelWidth,
  togglePresenting,
} from './selection';
import { tidyFlow } from './steps';

/** What changes only what is seen, and what goes somewhere. */
export const viewCommands: readonly Command[] = [
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
  command('present', 'Presenting: cover secrets and marked fields', 'View', [], togglePresenting),
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

function hasProblems(): boolean {
  return useProblems.getState().problems.length > 0;
}
