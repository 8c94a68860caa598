import { Plus } from 'lucide-react';
import { memo } from 'react';
import { Handle, Position, useStore, type NodeProps } from 'reactflow';
import { stepKinds } from '@/kinds';
import type { StepId } from '@/lib/ids';
import { renameStep } from '@/state/commands/steps';
import { askForStep } from '@/state/commands/selection';
import { useRun } from '@/state/run';
import { stepLabel, useStepFace } from '@/state/step-face';
import { Elapsed } from '@/ui/elapsed';
import { glyphs } from '@/ui/glyphs';
import { InlineName } from '@/ui/inline-name';
import { StatusIcon } from '@/ui/status-icon';
import { CanvasButton } from './canvas-button';
import { ContainerColumns } from './container-columns';
import { InnerLines } from './inner-lines';
import { useRenaming } from './renaming';
import { labelId, type StepNode as StepNodeType } from './flow-elements';
import styles from './step-node.module.css';

/** Below this zoom the words cannot be read, so only shape and colour are drawn. */
const FAR_ZOOM = 0.4;

/** A step on the canvas. Follows the run by itself: a run draws only the steps it changes. */
export const StepNode = memo(function StepNode({ data }: NodeProps<StepNodeType>) {
  const { step, place, total, isLeaf, inner, columns } = data;
  const { role, label, glyph } = stepKinds[step.kind];
  const face = useStepFace(step.id);
  const isFar = useStore(({ transform }) => transform[2] < FAR_ZOOM);
  const Icon = glyphs[glyph];
  return (
    <div
      className={styles.node}
      data-status={face.status}
      data-role={role}
      data-far={isFar || undefined}
      data-holds={columns.length > 0 || undefined}
      title={isFar ? step.name : undefined}
    >
      <span id={labelId(step.id)} hidden>
        {stepLabel(step, place, total, face, inner)}
      </span>
      {columns.length > 0 && <ContainerColumns step={step} columns={columns} isFar={isFar} />}
      {inner !== null && <InnerLines name={step.name} inner={inner} isFar={isFar} />}
      {!isFar && (
        <>
          <span className={styles.tile} title={label}>
            <Icon aria-hidden size={20} strokeWidth={1.5} />
          </span>
          <span className={styles.body}>
            <Name id={step.id} name={step.name} />
            <span className={styles.state} title={face.detail}>
              <StatusIcon status={face.status} />
              <span className={styles.cut}>
                {face.text}
                {face.status === 'running' && <StepElapsed id={step.id} />}
              </span>
              {face.fact !== '' && <span className={styles.fact}>{face.fact}</span>}
            </span>
          </span>
          {face.status === 'pinned' && (
            <span className={styles.pin}>
              <StatusIcon status="pinned" size={12} />
              Pinned
            </span>
          )}
          <CanvasButton
            icon={Plus}
            className={styles.add}
            data-leaf={isLeaf || undefined}
            data-inner={inner !== null || undefined}
            aria-label={`Add step after ${step.name}`}
            title={`Add step after ${step.name}`}
            onPress={() => askForStep({ after: step.id })}
          />
        </>
      )}
      {role === 'action' && inner === null && (
        <Handle
          type="target"
          position={Position.Top}
          isConnectableStart={false}
          className={styles.handle}
        />
      )}
      {inner === null && (
        <Handle type="source" position={Position.Bottom} className={styles.handle} />
      )}
    </div>
  );
});

function Name({ id, name }: { readonly id: StepId; readonly name: string }) {
  const { renaming, endRenaming } = useRenaming();
  if (renaming === id) {
    return (
      <InlineName
        label={`Name of ${name}`}
        value={name}
        onCommit={(next) => renameStep(id, next)}
        onEnd={endRenaming}
      />
    );
  }
  return (
    <span className={styles.name} title={name}>
      {name}
    </span>
  );
}

function StepElapsed({ id }: { readonly id: StepId }) {
  const since = useRun(({ current }) =>
    current === null ? 0 : Date.parse(current.startedAt) + (current.steps[id]?.startedAt ?? 0),
  );
  return <Elapsed since={since} />;
}
