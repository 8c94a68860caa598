import { durationText } from '@/lib/duration-text';
import type { RunError, RunState } from '@/plan/run';

/** How a run ended, for the head of the console. */
export interface Outcome {
  readonly tone: 'running' | 'good' | 'bad' | 'neutral';
  /** The words that others find the outcome by. */
  readonly text: string;
}

/** How a run stands, in one line. */
export function outcomeOf(run: RunState, now?: number): Outcome {
  switch (run.status) {
    case 'running':
      return { tone: 'running', text: runningText(run, now) };
    case 'succeeded':
      return { tone: 'good', text: `Run succeeded in ${durationText(run.durationMs ?? 0)}` };
    case 'failed':
      return { tone: 'bad', text: `Run failed${inStep(run)}: ${firstLine(run.error)}` };
    case 'timed out':
      return { tone: 'bad', text: `Run timed out${inStep(run)}` };
    case 'stopped':
      return { tone: 'neutral', text: 'Run stopped' };
  }
}

function runningText(run: RunState, now: number | undefined): string {
  const names = run.order
    .map((id) => run.steps[id])
    .filter((step) => step?.status === 'running')
    .map((step) => step?.name);
  const where = names.length === 0 ? '' : ` ${names.join(' and ')}`;
  return now === undefined ? `Running${where}…` : `Running${where}… ${durationText(now)}`;
}

function inStep(run: RunState): string {
  const id = run.error?.stepId;
  const name = id === undefined ? undefined : run.steps[id]?.name;
  return name === undefined ? '' : ` in ${name}`;
}

function firstLine(error: RunError | null): string {
  const [line = ''] = (error?.message ?? '').split('\n');
  const text = line === '' ? (error?.name ?? 'Unknown error') : line;
  const at = error?.line === undefined ? '' : `line ${error.line}: `;
  return at + (text.length > 200 ? `${text.slice(0, 200)}…` : text);
}
