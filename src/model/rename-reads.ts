import { codeOf } from '@/kinds';
import type { StepId } from '@/lib/ids';
import { codeFacts } from './code-problems';
import { renameReads } from './config-reads';
import type { Project } from './project';

/** A step whose code reads a variable by its old name, and what it would be with the new one. */
export interface ChangedReads {
  readonly stepId: StepId;
  readonly stepName: string;
  readonly before: string;
  readonly after: string;
  readonly lines: readonly ChangedLine[];
}

/** A line that changes; renaming adds and removes none. */
export interface ChangedLine {
  readonly line: number;
  readonly before: string;
  readonly after: string;
}

/** What renaming a config variable would change in code. */
export function changedReads(project: Project, from: string, to: string): readonly ChangedReads[] {
  return project.flows.flatMap(({ steps }) =>
    steps.flatMap((step) => {
      const before = codeOf(step);
      if (before === null) return [];
      const after = renameReads(before, codeFacts(before).config.reads, from, to);
      if (after === before) return [];
      const lines = changedLines(before, after);
      return [{ stepId: step.id, stepName: step.name, before, after, lines }];
    }),
  );
}

function changedLines(before: string, after: string): readonly ChangedLine[] {
  const now = after.split('\n');
  return before.split('\n').flatMap((text, index) => {
    const changed = now[index] ?? '';
    return changed === text ? [] : [{ line: index + 1, before: text, after: changed }];
  });
}
