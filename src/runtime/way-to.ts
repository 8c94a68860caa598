import type { RunError } from '@/plan/run';
import type { PlanCursor } from './plan-cursor';
import type { Way } from './protocol/messages';

interface WayOptions {
  /** How the innermost step has failed; null where it is to begin. */
  readonly error: RunError | null;
  /** Of a step: its tries that have failed. */
  readonly failed: (key: string) => number;
  /** Of a loop: what its iterations gave. */
  readonly texts: (key: string) => readonly string[];
}

/** Where a chain stands, as the worker that goes on there is told it. */
export function wayTo(frames: PlanCursor['frames'], options: WayOptions): Way {
  const { error, failed, texts } = options;
  let way: Way | null = null;
  let inner: PlanCursor['frames'][number] | null = null;
  for (const frame of frames.toReversed()) {
    const { at, steps } = frame;
    const key = steps[at]?.key ?? '';
    if (way === null || inner === null) {
      way =
        error === null
          ? { at, failed: 0, error: null, inside: null }
          : { at, failed: failed(key), error: wireError(error), inside: null };
    } else {
      const { branch, iteration } = inner;
      const inside: Way['inside'] =
        iteration === null
          ? { kind: 'branch', branch: branch ?? -1, way }
          : { kind: 'loop', iteration, texts: texts(key), way };
      way = { at, failed: failed(key), error: null, inside };
    }
    inner = frame;
  }
  if (way === null) throw new Error('A chain has steps.');
  return way;
}

function wireError({ name, message, code }: RunError) {
  return { name, message, ...(code === undefined ? {} : { code }) };
}
