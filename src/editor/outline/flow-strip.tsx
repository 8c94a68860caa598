import { ChevronRight } from 'lucide-react';
import { Fragment } from 'react';
import { stepKinds } from '@/kinds';
import { containersOf } from '@/model/graph';
import type { Step } from '@/model/project';
import { openStep } from '@/state/commands/selection';
import { useDocument } from '@/state/document';
import { useSession } from '@/state/session';
import { useStepFace } from '@/state/step-face';
import { glyphs } from '@/ui/glyphs';
import { HiddenText } from '@/ui/hidden-text';
import { StatusIcon } from '@/ui/status-icon';
import { outlineRows, type OutlineRow } from './outline-rows';
import styles from './flow-strip.module.css';

/** Rows of a longer flow are shown as far as they are next to the open step. */
const MOST_SHOWN = 40;

/** The flow in one line, above a view that needs the width. */
export function FlowStrip() {
  const flowId = useSession((session) => session.flowId);
  const flow = useDocument(({ project }) => project?.flows.find(({ id }) => id === flowId) ?? null);
  const openId = useSession((session) => session.openStepId);
  if (flow === null) return null;
  const open = flow.steps.find(({ id }) => id === openId);
  const path = open === undefined ? [] : [open, ...containersOf(flow, open)].toReversed();
  const rows = outlineRows(flow);
  const at = rows.findIndex(({ steps }) => steps.some(({ id }) => id === path[0]?.id));
  const first = Math.max(0, Math.min(at - MOST_SHOWN / 2, rows.length - MOST_SHOWN));
  const shown = rows.slice(first, first + MOST_SHOWN);
  return (
    <nav aria-label="Steps" className={styles.strip}>
      <More rows={rows.slice(0, first)} />
      {shown.map((row, index) => (
        <Fragment key={row.steps[0]?.id}>
          {first + index > 0 && <ChevronRight aria-hidden size={16} className={styles.arrow} />}
          {row.kind === 'step' ? (
            row.steps.map((step) => <StopAndPath key={step.id} step={step} path={path} />)
          ) : (
            <span className={styles.together}>
              {row.steps.map((step) => (
                <StopAndPath key={step.id} step={step} path={path} />
              ))}
            </span>
          )}
        </Fragment>
      ))}
      <More rows={rows.slice(first + MOST_SHOWN)} />
    </nav>
  );
}

/** Stands for the rows that are left out at an end. */
function More({ rows }: { readonly rows: readonly OutlineRow[] }) {
  const count = rows.reduce((sum, { steps }) => sum + steps.length, 0);
  return count > 0 && <span className={styles.more}>{count.toLocaleString('en')} more</span>;
}

interface StopAndPathProps {
  readonly step: Step;
  /** From the outermost container to the open step. */
  readonly path: readonly Step[];
}

/** A step of the top level, and behind it the way to the open step where that stands inside. */
function StopAndPath({ step, path }: StopAndPathProps) {
  const stops = path[0]?.id === step.id ? path : [step];
  return stops.map((stop, index) => (
    <Fragment key={stop.id}>
      {index > 0 && <ChevronRight aria-hidden size={16} className={styles.arrow} />}
      <Stop step={stop} />
    </Fragment>
  ));
}

function Stop({ step }: { readonly step: Step }) {
  const isOpen = useSession((session) => session.openStepId === step.id);
  const { status, words } = useStepFace(step.id);
  const { role, glyph } = stepKinds[step.kind];
  const Icon = glyphs[glyph];
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
