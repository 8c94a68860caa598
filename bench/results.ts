import { execFile } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import { promisify } from 'node:util';
import { median, p95 } from './statistics';

const run = promisify(execFile);

/** One line of the results. */
export interface Row {
  readonly name: string;
  readonly median: number;
  readonly p95: number | null;
  readonly unit: 'ms' | 'KB' | '/s';
  /** What it is compared with, measured in the same run. */
  readonly limit: number | null;
  readonly ratio: number | null;
  readonly goal: string;
  readonly met: boolean;
  /** Why not, where the goal is missed. */
  readonly note?: string;
}

export interface Results {
  readonly commit: string;
  readonly machine: {
    readonly cpu: string;
    readonly cores: number;
    readonly memoryGb: number;
    readonly node: string;
    readonly browser: string;
  };
  readonly measuredAt: string;
  readonly rows: readonly Row[];
  /** What a first visit asks for before Monaco, largest first. */
  readonly files: readonly { readonly path: string; readonly brotliBytes: number }[];
}

/** A row of milliseconds without anything to compare it with. */
export function row(name: string, samples: readonly number[], goal: string, met: boolean): Row {
  return {
    name,
    median: median(samples),
    p95: p95(samples),
    unit: 'ms',
    limit: null,
    ratio: null,
    goal,
    met,
  };
}

/** Joins the rows with where and on what they were measured. */
export async function resultsOf(
  rows: readonly Row[],
  files: Results['files'],
  browser: string,
): Promise<Results> {
  const [first] = cpus();
  return {
    commit: await commit(),
    machine: {
      cpu: first?.model ?? 'unknown',
      cores: cpus().length,
      memoryGb: Math.round(totalmem() / 2 ** 30),
      node: process.version,
      browser,
    },
    measuredAt: new Date().toISOString(),
    rows,
    files: [...files].sort((a, b) => b.brotliBytes - a.brotliBytes),
  };
}

/** The results as a page of Markdown. */
export function toMarkdown({ commit, machine, measuredAt, rows }: Results): string {
  const lines = rows.map((row) => {
    const cells = [
      row.name,
      value(row.median, row.unit),
      row.p95 === null ? '–' : value(row.p95, row.unit),
      row.limit === null ? '–' : value(row.limit, row.unit),
      row.ratio === null ? '–' : `${row.ratio.toFixed(2)}×`,
      row.goal,
      row.met ? 'met' : 'missed',
    ];
    return `| ${cells.join(' | ')} |`;
  });
  const notes = rows.flatMap(({ name, note }) =>
    note === undefined ? [] : [`- ${name}: ${note}`],
  );
  return [
    '# Results',
    '',
    `Commit ${commit}, ${measuredAt.slice(0, 10)}. ${machine.cpu}, ${machine.cores} cores, ` +
      `${machine.memoryGb} GB, Node ${machine.node}, Chromium ${machine.browser}. ` +
      'Written by `npm run bench`; [README.md](README.md) says what is measured.',
    '',
    '| what | median | p95 | compared with | ratio | goal | |',
    '| --- | --: | --: | --: | --: | --- | --- |',
    ...lines,
    ...(notes.length > 0 ? ['', '## Missed goals', '', ...notes] : []),
    '',
  ].join('\n');
}

function value(number: number, unit: Row['unit']): string {
  return `${number < 10 ? number.toFixed(2) : number.toFixed(number < 100 ? 1 : 0)} ${unit}`;
}

async function commit(): Promise<string> {
  const { stdout } = await run('git', ['rev-parse', '--short', 'HEAD']);
  const { stdout: changes } = await run('git', ['status', '--porcelain', '--', 'src']);
  return stdout.trim() + (changes.trim() === '' ? '' : ' with changes');
}
