import { durationText } from '@/lib/duration-text';
import type { StepRun } from '@/plan/run';
import { openStep } from '@/state/commands/selection';
import { HiddenText } from '@/ui/hidden-text';
import { StatusIcon } from '@/ui/status-icon';
import type { TimelineRow } from './timeline-rows';
import styles from './run-console.module.css';

interface TimelineRowViewProps {
  readonly row: TimelineRow;
  readonly top: number;
  readonly endMs: number;
  readonly isOpen: boolean;
}

/** One step: its state, its bar, its duration. Choosing it opens what it gave. */
export function TimelineRowView({ row, top, endMs, isOpen }: TimelineRowViewProps) {
  const { step, waiting, running } = row;
  const place = (span: { readonly from: number; readonly to: number }) => ({
    left: `${(span.from / endMs) * 100}%`,
    width: `${((span.to - span.from) / endMs) * 100}%`,
  });
  return (
    <li style={{ transform: `translateY(${top}px)` }} className={styles.timelineItem}>
      <button
        type="button"
        className={styles.timelineRow}
        data-status={step.status}
        aria-current={isOpen}
        onClick={() => openStep(step.id, 'output')}
      >
        <span className={styles.who}>
          <StatusIcon status={step.status} />
          <span className={styles.cut}>{step.name}</span>
          {step.iterationCount > 0 && (
            <span className={styles.iteration} aria-hidden>
              ×{step.iterationCount.toLocaleString('en')}
            </span>
          )}
          <HiddenText>{spoken(row)}</HiddenText>
        </span>
        <span className={styles.lane} aria-hidden>
          {waiting !== null && (
            <span className={styles.bar} data-bar="waiting" style={place(waiting)} />
          )}
          {running !== null && (
            <span className={styles.bar} data-bar="running" style={place(running)} />
          )}
          <Remark row={row} endMs={endMs} />
        </span>
        <span className={styles.ms} aria-hidden>
          {running === null ? '–' : durationText(running.to - running.from)}
        </span>
      </button>
    </li>
  );
}

/** The words beside a bar that did not simply end well. */
function Remark({ row, endMs }: { readonly row: TimelineRow; readonly endMs: number }) {
  const text = remark(row.step);
  if (text === null) return null;
  return (
    <span className={styles.remark} style={besideBar(row, endMs)}>
      {text}
    </span>
  );
}

/** Where a remark stands: behind the bar, before it, or in it where it fills the lane. */
function besideBar({ running, waiting }: TimelineRow, endMs: number) {
  if (running === null) return { left: 8 };
  const start = (running.from / endMs) * 100;
  const first = ((waiting ?? running).from / endMs) * 100;
  const end = (running.to / endMs) * 100;
  if (end <= 70) return { left: `calc(${end}% + 12px)` };
  if (first >= 30) return { right: `calc(${100 - first}% + 12px)` };
  return { left: `calc(${start}% + 8px)` };
}

function remark({ status, error }: StepRun): string | null {
  if (error !== null) {
    const line = error.line === undefined ? '' : `, line ${error.line}`;
    return `${error.name}${line}`;
  }
  if (status === 'skipped') return 'Skipped';
  if (status === 'stopped') return 'Stopped';
  if (status === 'pinned') return 'Given result, not executed';
  return null;
}

function spoken({ step, waiting, running }: TimelineRow): string {
  if (running === null) return step.status;
  const waited =
    waiting === null ? '' : ` after waiting ${durationText(waiting.to - waiting.from)}`;
  const ran = durationText(running.to - running.from);
  const times =
    step.iterationCount === 0
      ? ''
      : `, ${step.iterationCount.toLocaleString('en')} ${step.iterationCount === 1 ? 'iteration' : 'iterations'}`;
  const why = step.error === null ? '' : `: ${remark(step)}`;
  return `${step.status}, from ${durationText(running.from)} for ${ran}${waited}${times}${why}`;
}
