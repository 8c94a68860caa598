import type { Flow } from '@/model/project';

/** A flow small enough for a card: its steps in columns from left to right, and the lines between them. */
export interface Picture {
  readonly columns: readonly (readonly PictureStep[])[];
  readonly links: readonly { readonly from: string; readonly to: string }[];
}

/** A step as the small picture of a project draws it. */
export interface PictureStep {
  readonly id: string;
  readonly role: 'trigger' | 'action';
}

/** More would not be told apart at this size. */
const MOST_COLUMNS = 6;
const MOST_ROWS = 3;

/** The beginning of a flow, each step behind the last of those it waits for. */
export function pictureOfFlow({ steps, edges }: Flow): Picture {
  const depths = new Map<string, number>(steps.slice(0, 1).map(({ id }) => [id, 0]));
  // Each round settles at least one more level; a flow has no more levels than steps, and few are drawn.
  for (let round = 0; round < MOST_COLUMNS; round += 1) {
    for (const { from, to } of edges) {
      const depth = depths.get(from);
      if (depth !== undefined) depths.set(to, Math.max(depths.get(to) ?? 0, depth + 1));
    }
  }
  const columns = Array.from({ length: MOST_COLUMNS }, (_, depth) =>
    steps
      .filter(({ id }) => depths.get(id) === depth)
      .slice(0, MOST_ROWS)
      .map(({ id }) => ({ id, role: id === steps[0]?.id ? 'trigger' : 'action' }) as const),
  ).filter((column) => column.length > 0);
  return { columns, links: linksWithin(columns, edges) };
}

/** A flow of which only the number of steps on each level is known; each level leads to all of the next. */
export function pictureOfLevels(levels: readonly number[]): Picture {
  const columns = levels.map((count, depth) =>
    Array.from({ length: count }, (_, row) => ({
      id: `${depth}-${row}`,
      role: depth === 0 ? ('trigger' as const) : ('action' as const),
    })),
  );
  const links = columns.flatMap((column, depth) =>
    column.flatMap((step) =>
      (columns[depth + 1] ?? []).map((next) => ({ from: step.id, to: next.id })),
    ),
  );
  return { columns, links };
}

function linksWithin(columns: Picture['columns'], edges: Flow['edges']): Picture['links'] {
  const shown = new Set(columns.flat().map(({ id }) => id));
  return edges.filter(({ from, to }) => shown.has(from) && shown.has(to));
}
