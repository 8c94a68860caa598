import { Braces, ChevronRight, Zap } from 'lucide-react';
import { Fragment } from 'react';
import { stepKinds } from '@/kinds';
import type { Step } from '@/model/project';
import { openStep } from '@/state/commands/selection';
import { useDocument } from '@/state/document';
import { useSession } from '@/state/session';
import { useStepFace } from '@/state/step-face';
import { HiddenText } from '@/ui/hidden-text';
import { StatusIcon } from '@/ui/status-icon';
import { outlineRows } from './outline-rows';
import styles from './flow-strip.module.css';

/** The flow in one line, above a view that needs the width. */
export function FlowStrip() {
  const flowId = useSession((session) => session.flowId);
  const flow = useDocument(({ project }) => project?.flows.find(({ id }) => id === flowId) ?? null);
  if (flow === null) return null;
  return (
    <nav aria-label="Steps" className={styles.strip}>
      {outlineRows(flow).map((row, index) => (
        <Fragment key={row.steps[0]?.id}>
          {index > 0 && <ChevronRight aria-hidden size={16} className={styles.arrow} />}
          {row.kind === 'step' ? (
            row.steps.map((step) => <Stop key={step.id} step={step} />)
          ) : (
            <span className={styles.together}>
              {row.steps.map((step) => (
                <Stop key={step.id} step={step} />
              ))}
            </span>
          )}
        </Fragment>
      ))}
    </nav>
  );
}

function Stop({ step }: { readonly step: Step }) {
  const isOpen = useSession((session) => session.openStepId === step.id);
  const { status, words } = useStepFace(step.id);
  const { role } = stepKinds[step.kind];
  const Icon = role === 'trigger' ? Zap : Braces;
  return (
    <button
      type="button"
      className={styles.stop}
      data-role={role}
      aria-current={isOpen ? 'true' : undefined}
      onClick={() => openStep(step.id)}
    >
      <Icon aria-hidden size={14} strokeWidth={1.75} />
      {step.name}
      {status !== 'not run' && (
        <>
          <StatusIcon status={status} />
          <HiddenText>{words}</HiddenText>
        </>
      )}
    </button>
  );
}
