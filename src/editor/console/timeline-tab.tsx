import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { durationText } from '@/lib/duration-text';
import type { RunState } from '@/plan/run';
import { useRun } from '@/state/run';
import { useSession } from '@/state/session';
import { TimelineRowView } from './timeline-row-view';
import { timelineRows } from './timeline-rows';
import { timelineScale } from './timeline-scale';
import { useElapsed } from './use-elapsed';
import styles from './run-console.module.css';

const ROW_HEIGHT = 28;

/** When each step waited and ran. */
export function TimelineTab() {
  const run = useRun((state) => state.current);
  if (run === null) {
    return (
      <div className={styles.empty}>
        <p>Run the flow to see when each step ran and how long it took.</p>
      </div>
    );
  }
  return <Timeline run={run} />;
}

function Timeline({ run }: { readonly run: RunState }) {
  const plan = useRun(({ ranWith }) => ranWith?.plan ?? null);
  const openStepId = useSession((session) => session.openStepId);
  const scroller = useRef<HTMLDivElement>(null);
  const elapsed = useElapsed(run);
  const rows = timelineRows(run, plan, elapsed);
  const scale = timelineScale(elapsed);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
  });
  return (
    <div className={styles.timeline}>
      <div className={styles.axisRow} aria-hidden>
        <span>Step</span>
        <span className={styles.axis}>
          {scale.ticks.map((tick, index) => (
            <span key={tick} style={{ left: `${(index / (scale.ticks.length - 1)) * 100}%` }}>
              {tickText(tick, index === 0 || index === scale.ticks.length - 1)}
            </span>
          ))}
        </span>
        <span>Duration</span>
      </div>
      <div ref={scroller} className={styles.lanes}>
        <ul
          className={styles.rows}
          aria-label="Steps over time"
          style={{ height: virtual.getTotalSize() }}
        >
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            return row === undefined ? null : (
              <TimelineRowView
                key={row.step.id}
                row={row}
                top={item.start}
                endMs={scale.endMs}
                isOpen={row.step.id === openStepId}
              />
            );
          })}
        </ul>
      </div>
      <p className={styles.legend}>
        <span>
          <i data-bar="running" /> Running code
        </span>
        <span>
          <i data-bar="waiting" /> Waiting for a worker
        </span>
        <span className={styles.total}>{durationText(elapsed)} in total</span>
      </p>
    </div>
  );
}

function tickText(ms: number, hasUnit: boolean): string {
  if (ms >= 1000) return `${Number((ms / 1000).toFixed(2))} s`;
  return hasUnit ? `${Math.round(ms)} ms` : String(Number(ms.toFixed(1)));
}
