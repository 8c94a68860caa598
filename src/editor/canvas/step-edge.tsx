import { Plus, X } from 'lucide-react';
import { memo } from 'react';
import { getBezierPath, useStore, type EdgeProps } from 'reactflow';
import type { EdgeId, StepId } from '@/lib/ids';
import { askForStep } from '@/state/commands/selection';
import { deleteEdges } from '@/state/commands/steps';
import { useRun } from '@/state/run';
import { CanvasButton } from './canvas-button';
import type { StepEdge as StepEdgeType } from './flow-elements';
import styles from './step-edge.module.css';

const BUTTON = 24;
const GAP = 4;
const ARROW = 7;
/** Below this zoom the button would be smaller than a target may be. */
const NEAR_ZOOM = 0.7;

/** A connection, with a button to put a step into it. Flows while the step it leads to is running. */
export const StepEdge = memo(function StepEdge(props: EdgeProps<StepEdgeType>) {
  const { id, source, target, sourceX, sourceY, targetX, targetY, data, selected } = props;
  // The ids are the document's own; React Flow knows them as strings.
  const [edgeId, from, to] = [id as EdgeId, source as StepId, target as StepId];
  const names = `${data?.from ?? ''} and ${data?.to ?? ''}`;
  const isFlowing = useRun(
    ({ current }) =>
      current?.steps[to]?.status === 'running' && current.steps[from]?.status !== 'running',
  );
  const isNear = useStore(({ transform }) => transform[2] >= NEAR_ZOOM);
  const [path, middleX, middleY] = getBezierPath({
    sourceX,
    sourceY,
    targetX,
    targetY: targetY - ARROW,
    sourcePosition: props.sourcePosition,
    targetPosition: props.targetPosition,
  });
  return (
    <g
      className={styles.edge}
      data-selected={selected}
      data-flowing={isFlowing || undefined}
      data-drop={data?.isDropTarget === true || undefined}
    >
      <path className={styles.line} d={path} />
      <path
        className={styles.head}
        d={`M${targetX - 4} ${targetY - ARROW - 0.5}l4 ${ARROW - 1} 4 ${1 - ARROW}z`}
      />
      <path className={styles.reach} d={path} />
      {isNear && (
        <foreignObject
          x={middleX - BUTTON - GAP / 2}
          y={middleY - BUTTON / 2}
          width={BUTTON * 2 + GAP}
          height={BUTTON}
        >
          <span className={styles.buttons}>
            <CanvasButton
              icon={Plus}
              aria-label={`Insert step between ${names}`}
              title="Insert step here"
              onPress={() => askForStep({ onEdge: edgeId })}
            />
            <CanvasButton
              icon={X}
              aria-label={`Delete connection between ${names}`}
              title="Delete connection"
              onPress={() => deleteEdges([edgeId])}
            />
          </span>
        </foreignObject>
      )}
    </g>
  );
});
