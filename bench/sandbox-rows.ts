import type { RecoverySamples } from './measure-recovery';
import type { PayloadSamples, SandboxSamples } from './measure-sandbox';
import { row, type Row } from './results';
import { median } from './statistics';

/** What the sandbox costs and how it stands loads, as rows of the table. */
export function sandboxRows(samples: SandboxSamples): Row[] {
  const { cold, warm, stepsPerSecond, logs, payloads, leastPause, iterations } = samples;
  return [
    row('First result, worker waiting', warm, 'less than cold', median(warm) < median(cold)),
    row('First result, page just loaded', cold, 'at most 1,000 ms', median(cold) <= 1_000),
    {
      ...row(
        'Steps per second, chain of 200',
        stepsPerSecond,
        'at least 1,000',
        median(stepsPerSecond) >= 1_000,
      ),
      // The slow end is the low one here.
      p95: null,
      unit: '/s',
    },
    row(
      'A loop of 10,000 small iterations (G2)',
      iterations,
      'at most 1,000 ms',
      median(iterations) <= 1_000,
    ),
    {
      ...row(
        '100,000 log rows: longest pause of the page (G5)',
        logs.longestPause,
        'at most 50 ms',
        median(logs.longestPause) <= 50,
      ),
      limit: median(logs.quietPause),
      ratio: median(logs.longestPause) / median(logs.quietPause),
    },
    row(
      '100,000 log rows: all shown (G5)',
      logs.total,
      'at most 1,000 ms',
      median(logs.total) <= 1_000,
    ),
    ...payloads.flatMap((samplesOf) => payloadRows(samplesOf, leastPause)),
  ];
}

/** How the page stands the loss of the sandbox's process. */
export function recoveryRows({ noticed, again, whole }: RecoverySamples): Row[] {
  return [
    row('Sandbox killed in a run: until it is said', noticed, 'none of its own', true),
    row('… from then to the end of the next run', again, 'at most 300 ms', median(again) <= 300),
    row(
      'Sandbox killed in a run: to the end of the next run',
      whole,
      'at most 2,000 ms',
      median(whole) <= 2_000,
    ),
  ];
}

function payloadRows(
  { megabytes, run, clone, pause }: PayloadSamples,
  leastPause: readonly number[],
): Row[] {
  const ratio = median(run) / median(clone);
  const name = `${megabytes} MB through ten steps`;
  const most = megabytes === 1 ? 10 : 50;
  return [
    {
      ...row(`${name}, painted (G3)`, run, 'at most 3× one structured clone', ratio <= 3),
      limit: median(clone),
      ratio,
    },
    {
      ...row(
        `${name}: longest pause of the page`,
        pause,
        `at most ${most} ms`,
        median(pause) <= most,
      ),
      limit: median(leastPause),
      ratio: median(pause) / median(leastPause),
    },
  ];
}
