import type { PayloadSamples, SandboxSamples } from './measure-sandbox';
import { row, type Row } from './results';
import { median } from './statistics';

/** What the sandbox costs and how it stands loads, as rows of the table. */
export function sandboxRows(samples: SandboxSamples): Row[] {
  const { cold, warm, perStep, logs, payloads } = samples;
  return [
    row('First result, worker waiting', warm, 'less than cold', median(warm) < median(cold)),
    row('First result, page just loaded', cold, 'at most 1,000 ms', median(cold) <= 1_000),
    row('One step in a chain of 200', perStep, 'at most 1 ms', median(perStep) <= 1),
    row(
      '100,000 log rows: longest pause of the page (G5)',
      logs.longestPause,
      'at most 50 ms',
      median(logs.longestPause) <= 50,
    ),
    row(
      '100,000 log rows: all shown (G5)',
      logs.total,
      'at most 1,000 ms',
      median(logs.total) <= 1_000,
    ),
    ...payloads.flatMap(payloadRows),
  ];
}

function payloadRows({ megabytes, run, clone, pause }: PayloadSamples): Row[] {
  const ratio = median(run) / median(clone);
  const name = `${megabytes} MB through ten steps`;
  const most = megabytes === 1 ? 10 : 50;
  return [
    {
      ...row(`${name}, painted (G3)`, run, 'at most 3× one structured clone', ratio <= 3),
      limit: median(clone),
      ratio,
    },
    row(`${name}: longest pause of the page`, pause, `at most ${most} ms`, median(pause) <= most),
  ];
}
