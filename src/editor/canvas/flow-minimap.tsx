import { MiniMap } from 'reactflow';
import { useMemo } from 'react';
import { useRun } from '@/state/run';
import type { StepNode } from './flow-elements';
import styles from './canvas.module.css';

/** The whole flow in a corner; failed and selected steps stand out. Drag in it to move the view. */
export function FlowMinimap() {
  const failed = useRun(({ current }) => {
    const error = current?.error?.stepId;
    return current?.status === 'failed' || current?.status === 'timed out' ? error : undefined;
  });
  const colour = useMemo(
    () => (node: StepNode) => {
      if (node.id === failed) return 'var(--danger)';
      if (node.data.columns.length > 0) {
        return node.selected === true ? 'var(--accent-soft)' : 'var(--minimap-container)';
      }
      return node.selected === true ? 'var(--accent)' : 'var(--minimap-node)';
    },
    [failed],
  );
  return (
    <MiniMap<StepNode>
      className={styles.minimap ?? ''}
      pannable
      zoomable
      nodeColor={colour}
      nodeBorderRadius={16}
      nodeStrokeWidth={0}
      maskColor="var(--minimap-mask)"
      maskStrokeColor="var(--accent)"
      maskStrokeWidth={1}
      bgColor="var(--surface-1)"
      style={{ width: 144, height: 96 }}
    />
  );
}
