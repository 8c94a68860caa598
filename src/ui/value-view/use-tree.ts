import { useCallback, useEffect, useMemo, useState } from 'react';
import type { ValueReader } from '@/lib/value-reader';
import {
  canOpen,
  childRows,
  rootRow,
  visibleRows,
  type TreeRow,
  type TreeState,
} from './tree-rows';

/** A tree as rows, and what can be done with them. */
export interface Tree {
  readonly rows: readonly TreeRow[];
  readonly isOpen: (row: TreeRow) => boolean;
  readonly toggle: (row: TreeRow) => void;
  /** Why the last row could not be opened. */
  readonly failure: string | null;
}

const CLOSED: TreeState = { open: new Set(), children: new Map() };
/** What opens by itself stays within one look. */
const OPEN_BY_ITSELF = 24;

/** Which rows of a value show; opens the first `depth` levels by itself. */
export function useTree(reader: ValueReader, label: string, depth: number): Tree {
  const root = useMemo(() => rootRow(reader, label), [reader, label]);
  const [state, setState] = useState(CLOSED);
  const [failure, setFailure] = useState<string | null>(null);

  const open = useCallback(
    async (row: TreeRow): Promise<readonly TreeRow[]> => {
      try {
        const rows = await childRows(reader, row);
        setState((before) => ({
          open: new Set(before.open).add(row.id),
          children: new Map(before.children).set(row.id, rows),
        }));
        return rows;
      } catch (error) {
        setFailure(error instanceof Error ? error.message : String(error));
        return [];
      }
    },
    [reader],
  );

  useEffect(() => {
    let isCurrent = true;
    const openLevels = async (rows: readonly TreeRow[], level: number): Promise<void> => {
      const next: TreeRow[] = [];
      for (const row of rows) {
        if (!isCurrent || !canOpen(row) || (row.head?.size ?? 0) > OPEN_BY_ITSELF) continue;
        // One after the other: a worker answers in order anyway, and rows appear from the top.
        next.push(...(await open(row)));
      }
      if (isCurrent && level + 1 < depth && next.length > 0 && next.length <= OPEN_BY_ITSELF) {
        await openLevels(next, level + 1);
      }
    };
    void openLevels([root], 0);
    return () => {
      isCurrent = false;
      setState(CLOSED);
    };
  }, [root, depth, open]);

  return {
    rows: useMemo(() => visibleRows(root, state), [root, state]),
    isOpen: (row) => state.open.has(row.id),
    toggle: (row) => {
      if (state.open.has(row.id)) {
        const rest = new Set(state.open);
        rest.delete(row.id);
        setState({ ...state, open: rest });
      } else if (canOpen(row)) {
        void open(row);
      }
    },
    failure,
  };
}
