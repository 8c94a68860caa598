import { readdir, readFile } from 'node:fs/promises';

/** A process as the kernel tells it. */
export interface Process {
  readonly pid: number;
  /** The program and its arguments, as they were given. */
  readonly command: string;
  readonly residentBytes: number;
  /** What it has taken of the processors. */
  readonly cpuSeconds: number;
}

const PAGE_BYTES = 4_096;
const TICKS_PER_SECOND = 100;

/** A process and all that it started, and those these started. */
export async function processesUnder(root: number): Promise<readonly Process[]> {
  const names = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const parents = new Map<number, number>();
  const found: Process[] = [];
  await Promise.all(
    names.map(async (name) => {
      // A process may be gone before it has been read.
      const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => null);
      const command = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '');
      if (stat === null) return;
      // The name in brackets may hold spaces; the fields after it begin with the third, the state.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const field = (number: number): number => Number(fields[number - 3]);
      parents.set(Number(name), field(4));
      found.push({
        pid: Number(name),
        command,
        residentBytes: field(24) * PAGE_BYTES,
        cpuSeconds: (field(14) + field(15)) / TICKS_PER_SECOND,
      });
    }),
  );
  const isOurs = (pid: number): boolean => {
    for (let at: number | undefined = pid; at !== undefined && at > 1; at = parents.get(at)) {
      if (at === root) return true;
    }
    return false;
  };
  return found.filter(({ pid }) => isOurs(pid));
}
