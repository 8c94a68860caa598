import { ArrowDown, ArrowUp, ChevronDown, Copy, Plus, Settings2, Trash2 } from 'lucide-react';
import type { Flow } from '@/model/project';
import { addFlow, deleteFlow, duplicateFlow, moveFlow, selectFlow } from '@/state/commands/flows';
import { openDialog, showView } from '@/state/commands/selection';
import { useDocument } from '@/state/document';
import { useSession } from '@/state/session';
import type { MenuGroups } from '@/ui/menu';
import { MenuButton } from '@/ui/menu-button';
import styles from './top-bar.module.css';

const NONE: readonly Flow[] = [];

/** The flow in view, and the menu of the project's flows. */
export function FlowChoice() {
  const flows = useDocument(({ project }) => project?.flows ?? NONE);
  const flowId = useSession((session) => session.flowId);
  const index = flows.findIndex(({ id }) => id === flowId);
  const flow = flows[index];
  if (flow === undefined) return null;
  return (
    <MenuButton label="Flows" groups={() => groupsOf(flows, flow, index)}>
      {(trigger) => (
        <button
          {...trigger}
          className={styles.crumb}
          aria-label={`Flow ${flow.name}`}
          title={flow.name}
        >
          <span className={styles.cut}>{flow.name}</span>
          <ChevronDown aria-hidden size={16} strokeWidth={1.75} />
        </button>
      )}
    </MenuButton>
  );
}

function groupsOf(flows: readonly Flow[], flow: Flow, index: number): MenuGroups {
  return [
    flows.map(({ id, name }) => ({
      label: name,
      isChecked: id === flow.id,
      do: () => {
        selectFlow(id);
        showView('canvas');
      },
    })),
    [
      { label: 'Add flow', icon: Plus, do: addFlow },
      {
        label: 'Flow settings…',
        icon: Settings2,
        do: () => openDialog({ kind: 'flow-settings', flowId: flow.id }),
      },
      { label: 'Duplicate flow', icon: Copy, do: () => duplicateFlow(flow.id) },
      {
        label: 'Move flow up',
        icon: ArrowUp,
        do: () => moveFlow(flow.id, -1),
        isDisabled: index === 0,
      },
      {
        label: 'Move flow down',
        icon: ArrowDown,
        do: () => moveFlow(flow.id, 1),
        isDisabled: index === flows.length - 1,
      },
    ],
    [
      {
        label: 'Delete flow',
        icon: Trash2,
        do: () => deleteFlow(flow.id),
        isDisabled: flows.length === 1,
        isDangerous: true,
      },
    ],
  ];
}
