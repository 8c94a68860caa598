import type { LargeSamples } from './measure-large';
import { STEPS } from './measure-large';
import type { LoadSamples } from './measure-load';
import type { PauseSamples } from './measure-pauses';
import type { RunSamples } from './measure-runs';
import { row, type Row } from './results';
import { median, p95 } from './statistics';

/** Run and Stop as a person presses them, as rows of the table. */
export function runRows({ painted, engine, limit, stopped }: RunSamples): Row[] {
  const one = painted.get(1) ?? [];
  const ten = painted.get(10) ?? [];
  const fifty = painted.get(50) ?? [];
  const growth = median(fifty) / median(ten);
  const overLimit = median(engine) / median(limit);
  return [
    row('Click Run to painted result, 1 step', one, 'at most 40 ms', median(one) <= 40),
    row('Click Run to painted result, 10 steps (G1)', ten, 'at most 40 ms', median(ten) <= 40),
    {
      ...row(
        'Click Run to painted result, 50 steps (G2)',
        fifty,
        'at most 1.3× 10 steps',
        growth <= 1.3,
      ),
      limit: median(ten),
      ratio: growth,
    },
    {
      ...row(
        'Engine alone, 10 steps (G1)',
        engine,
        'at most 3× one call of a bare worker',
        overLimit <= 3,
      ),
      limit: median(limit),
      ratio: overLimit,
    },
    row(
      'Click Stop to painted "Run stopped", endless loop',
      stopped,
      'p95 at most 250 ms',
      p95(stopped) <= 250,
    ),
  ];
}

/** The page's first load, as rows of the table. */
export function loadRows({ app, bare, files }: LoadSamples): Row[] {
  const ratio = median(app) / median(bare);
  const kilobytes = files.reduce((sum, { brotliBytes }) => sum + brotliBytes, 0) / 1024;
  return [
    {
      ...row(
        'Cold page to usable canvas, 10 steps (G6)',
        app,
        'at most 2× bare React Flow',
        ratio <= 2,
      ),
      limit: median(bare),
      ratio,
    },
    {
      name: `Files before Monaco, brotli, ${files.length} files (G8)`,
      median: kilobytes,
      p95: null,
      unit: 'KB',
      limit: null,
      ratio: null,
      goal: 'at most 250 KB',
      met: kilobytes <= 250,
    },
  ];
}

/** One flow of thousands of steps, and a file of megabytes. */
export function largeRows({ app, bare, dropped, file }: LargeSamples): Row[] {
  const against = (name: string, samples: readonly number[]): Row => {
    const ratio = median(samples) / median(bare);
    return {
      ...row(name, samples, 'at most 1.5× bare React Flow', ratio <= 1.5),
      limit: median(bare),
      ratio,
    };
  };
  const steps = `${STEPS.toLocaleString('en')} steps`;
  return [
    against(`Cold page to usable canvas, ${steps}`, app),
    against(`A project file of ${steps}: from the drop to its flow`, dropped),
    row(
      `A platform file of ${file.megabytes.toFixed(1)} MB, 40 flows of 50 steps: from the drop to its first flow`,
      file.dropped,
      'at most 2,000 ms',
      median(file.dropped) <= 2_000,
    ),
  ];
}

/** What holds the page up when something large is opened. */
export function pauseRows(samples: PauseSamples): Row[] {
  const steps = `${STEPS.toLocaleString('en')} steps`;
  const pause = (name: string, measured: readonly number[]): Row =>
    row(
      `${name}: longest task of the page`,
      measured,
      'at most 50 ms of the processor',
      median(measured) <= 50,
    );
  return [
    pause('A platform file of 40 flows of 50 steps, dropped', samples.platformFile),
    pause(`A project file of ${steps}, dropped`, samples.projectFile),
    pause(`The same by codeConnector.open(), problems included`, samples.opened),
    pause(`Cold page to usable canvas, ${steps}`, samples.reloaded),
    pause(`The outline of ${steps}, shown first`, samples.outline),
  ];
}
