import {
  Bug,
  ChartNoAxesColumn,
  ChevronDown,
  ChevronRight,
  CircleX,
  Footprints,
  Info,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react';
import type { KeyboardEvent, Ref } from 'react';
import { durationText } from '@/lib/duration-text';
import { iterationText } from '@/plan/iteration-text';
import type { LogEntry, LogLevel, RunState } from '@/plan/run';
import { openStep, revealLine } from '@/state/commands/selection';
import { showIteration } from '@/state/iteration-on-show';
import { LEVEL_LABELS } from './log-levels';
import { clockText } from './log-text';
import { visibleText } from './visible-text';
import styles from './run-console.module.css';

const ICONS: Readonly<Record<LogLevel, LucideIcon>> = {
  trace: Footprints,
  debug: Bug,
  info: Info,
  metric: ChartNoAxesColumn,
  warn: TriangleAlert,
  error: CircleX,
};

/** Above this a row offers to open; most rows fit their line. */
const FITS_CHARACTERS = 120;

interface LogRowViewProps {
  readonly ref: Ref<HTMLDivElement>;
  readonly index: number;
  readonly top: number;
  readonly row: LogEntry;
  /** The row above, for the time between. */
  readonly before: LogEntry | null;
  readonly run: RunState;
  readonly isOpen: boolean;
  readonly isActive: boolean;
  readonly onToggle: () => void;
  readonly onActivate: () => void;
  readonly onMove: (index: number) => void;
}

/** One row: when, how bad, who, what. */
export function LogRowView(props: LogRowViewProps) {
  const { ref, index, top, row, before, run, isOpen, isActive } = props;
  const Icon = ICONS[row.level];
  const step = run.steps[row.stepId];
  const isLong = row.message.length > FITS_CHARACTERS || row.message.includes('\n');
  const isTrigger = step !== undefined && step.id === run.order[0];
  return (
    <div
      ref={ref}
      data-index={index}
      data-level={row.level}
      data-open={isOpen}
      className={styles.logRow}
      style={{ transform: `translateY(${top}px)` }}
    >
      <span className={styles.time}>{clockText(row.timestamp)}</span>
      <span className={styles.level}>
        <Icon aria-hidden size={14} />
        <span>{LEVEL_LABELS[row.level]}</span>
      </span>
      <span className={styles.chip} data-role={isTrigger ? 'trigger' : 'action'}>
        <span className={styles.cut}>{step?.name ?? row.stepId}</span>
        {row.iteration !== undefined && (
          <span className={styles.iteration} title={`Iteration ${iterationText(row.iteration)}`}>
            #{iterationText(row.iteration)}
          </span>
        )}
      </span>
      <span className={styles.messageCell}>
        {isLong && (
          <button
            type="button"
            className={styles.opener}
            aria-label={isOpen ? 'Show one line' : 'Show the whole row'}
            aria-expanded={isOpen}
            tabIndex={-1}
            onClick={props.onToggle}
          >
            {isOpen ? (
              <ChevronDown aria-hidden size={14} />
            ) : (
              <ChevronRight aria-hidden size={14} />
            )}
          </button>
        )}
        {/* No button element: the text in a button cannot be selected. */}
        <span
          role="button"
          data-row={index}
          tabIndex={isActive ? 0 : -1}
          title={placeOf(row, step?.name)}
          className={styles.message}
          onClick={() => {
            if (getSelection()?.isCollapsed !== false) props.onActivate();
          }}
          onKeyDown={(event) => onRowKey(event, props)}
        >
          {visibleText(isOpen ? row.message : oneLine(row.message))}
        </span>
        {row.truncated === true && (
          <span className={styles.cutMark} title="Rows are cut after 4,096 characters">
            cut
          </span>
        )}
      </span>
      <span className={styles.delta}>{delta(row, before, run)}</span>
    </div>
  );
}

/** Opens the code that logged the row, at its line where that is known, and looks at its iteration. */
export function goToLogged(row: LogEntry, { id }: RunState): void {
  if (row.iteration !== undefined) showIteration(id, row.iteration);
  if (row.line === undefined) openStep(row.stepId, 'code');
  else revealLine(row.stepId, row.line);
}

function onRowKey(event: KeyboardEvent, { index, onActivate, onMove, onToggle }: LogRowViewProps) {
  const act: Readonly<Record<string, () => void>> = {
    Enter: onActivate,
    ' ': onToggle,
    ArrowUp: () => onMove(index - 1),
    ArrowDown: () => onMove(index + 1),
    Home: () => onMove(0),
    End: () => onMove(Number.MAX_SAFE_INTEGER),
  };
  const action = act[event.key];
  if (action === undefined) return;
  event.preventDefault();
  action();
}

/** The first line, short enough to be laid out at once. */
function oneLine(message: string): string {
  const [line = ''] = message.slice(0, 1000).split('\n');
  return line.length < message.length ? `${line} …` : line;
}

function placeOf(row: LogEntry, step: string | undefined): string {
  const line = row.line === undefined ? '' : `, line ${row.line}`;
  return `Go to ${step ?? 'the step'}${line}`;
}

function delta(row: LogEntry, before: LogEntry | null, run: RunState): string {
  const ms = Date.parse(row.timestamp) - Date.parse(before?.timestamp ?? run.startedAt);
  const text = durationText(Math.max(0, ms));
  return before === null ? text : `+${text}`;
}
