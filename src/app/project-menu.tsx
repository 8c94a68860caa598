import {
  Download,
  FileCode,
  FileOutput,
  FolderOpen,
  Keyboard,
  Monitor,
  Moon,
  MoreHorizontal,
  Plus,
  Settings2,
  Sun,
  Upload,
} from 'lucide-react';
import { shortcutText } from '@/state/commands';
import { exportProject, newProject } from '@/state/commands/projects';
import { openDialog, setTheme, showView } from '@/state/commands/selection';
import { useSession } from '@/state/session';
import { viewHandlers } from '@/state/view-handlers';
import { IconButton } from '@/ui/icon-button';
import type { MenuGroups } from '@/ui/menu';
import { MenuButton } from '@/ui/menu-button';

/** What concerns the project and the application as a whole. */
export function ProjectMenu() {
  return (
    <MenuButton label="Project menu" align="end" groups={groups}>
      {(trigger) => <IconButton {...trigger} label="Project menu" icon={MoreHorizontal} />}
    </MenuButton>
  );
}

function groups(): MenuGroups {
  const { theme } = useSession.getState();
  return [
    [
      { label: 'All projects', icon: FolderOpen, do: () => showView('projects') },
      { label: 'New project', icon: Plus, do: () => void newProject() },
      {
        label: 'Project settings…',
        icon: Settings2,
        do: () => openDialog({ kind: 'project-settings' }),
      },
    ],
    [
      { label: 'Import…', icon: Upload, do: () => viewHandlers().chooseFile?.() },
      { label: 'Export…', icon: Download, do: () => void exportProject() },
      {
        label: 'Export as integration YAML…',
        icon: FileOutput,
        do: () => openDialog({ kind: 'export', format: 'prismatic-yaml' }),
      },
      {
        label: 'Export as code-native project…',
        icon: FileCode,
        do: () => openDialog({ kind: 'export', format: 'code-native' }),
      },
    ],
    [
      {
        label: 'System theme',
        icon: Monitor,
        isChecked: theme === 'system',
        do: () => setTheme('system'),
      },
      {
        label: 'Light theme',
        icon: Sun,
        isChecked: theme === 'light',
        do: () => setTheme('light'),
      },
      { label: 'Dark theme', icon: Moon, isChecked: theme === 'dark', do: () => setTheme('dark') },
    ],
    [
      {
        label: 'Keyboard shortcuts',
        icon: Keyboard,
        shortcut: shortcutText('shortcuts'),
        do: () => openDialog({ kind: 'shortcuts' }),
      },
    ],
  ];
}
