import { Copy, Ellipsis, FolderOpen, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import {
  deleteProject,
  duplicateProject,
  openProject,
  renameProject,
} from '@/state/commands/projects';
import type { ProjectsState } from '@/state/projects';
import { IconButton } from '@/ui/icon-button';
import type { MenuGroups } from '@/ui/menu';
import { MenuButton } from '@/ui/menu-button';
import { dayText } from './day-text';
import { FlowPicture } from './flow-picture';
import { pictureOfFlow } from './picture';
import { ProjectName } from './project-name';
import styles from './projects-view.module.css';

type ProjectSummary = ProjectsState['list'][number];

interface ProjectRowProps {
  readonly project: ProjectSummary;
  /** When the list was opened. */
  readonly now: number;
}

/** One project of the list. */
export function ProjectRow({ project, now }: ProjectRowProps) {
  const { id, name, updatedAt, flow } = project;
  const [isRenaming, setRenaming] = useState(false);
  const groups: MenuGroups = [
    [
      { label: 'Open', icon: FolderOpen, do: () => void openProject(id) },
      { label: 'Rename', icon: Pencil, do: () => setRenaming(true) },
      { label: 'Duplicate', icon: Copy, do: () => void duplicateProject(id) },
    ],
    [{ label: 'Delete', icon: Trash2, isDangerous: true, do: () => void deleteProject(id) }],
  ];
  return (
    <li className={styles.row}>
      {flow === null ? <span /> : <FlowPicture picture={pictureOfFlow(flow)} size="small" />}
      <div className={styles.rowText}>
        {isRenaming ? (
          <ProjectName
            name={name}
            onEnd={(next) => {
              setRenaming(false);
              if (next !== null) void renameProject(id, next);
            }}
          />
        ) : (
          <button type="button" className={styles.open} onClick={() => void openProject(id)}>
            {name}
          </button>
        )}
        <span className={styles.muted}>{contents(project)}</span>
      </div>
      <time className={styles.when} dateTime={new Date(updatedAt).toISOString()}>
        {dayText(updatedAt, now)}
      </time>
      <MenuButton label={`More about ${name}`} groups={() => groups} align="end">
        {(trigger) => <IconButton label={`More about ${name}`} icon={Ellipsis} {...trigger} />}
      </MenuButton>
    </li>
  );
}

function contents({ flow, flowCount, stepCount, isReadable }: ProjectSummary): string {
  if (!isReadable) return 'Cannot be read by this version of the application';
  const steps = `${stepCount} ${stepCount === 1 ? 'step' : 'steps'}`;
  if (flow === null) return steps;
  const more = flowCount - 1;
  if (more === 0) return `${flow.name} · ${steps}`;
  return `${flow.name} and ${more} more ${more === 1 ? 'flow' : 'flows'} · ${steps}`;
}
