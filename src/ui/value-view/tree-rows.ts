import type { ValueChild, ValueHead, ValuePath, ValueReader } from '@/lib/value-reader';

/** One line of a value tree: a value, or a stretch of a long list. */
export interface TreeRow {
  readonly id: string;
  readonly parentId: string | null;
  readonly label: string;
  readonly depth: number;
  readonly path: ValuePath;
  /** Null for a stretch. */
  readonly head: ValueHead | null;
  readonly from: number;
  readonly to: number;
  /** Place among its siblings, from 1, and their number. */
  readonly place: number;
  readonly siblings: number;
}

/** What of a tree is open, and what has been read of it. */
export interface TreeState {
  readonly open: ReadonlySet<string>;
  /** Children that have been read, by the row's id. */
  readonly children: ReadonlyMap<string, readonly TreeRow[]>;
}

/** So many children are shown at once; more are folded into stretches. */
const CHUNK = 100;

/** The row of the whole value. */
export function rootRow(reader: ValueReader, label: string): TreeRow {
  const { head } = reader;
  return {
    id: '$',
    parentId: null,
    label,
    depth: 0,
    path: [],
    head,
    from: 0,
    to: head.size,
    place: 1,
    siblings: 1,
  };
}

/** True for what has something inside. */
export function canOpen(row: TreeRow): boolean {
  if (row.head === null || row.head.kind === 'unread') return true;
  return isContainer(row.head) && row.head.size > 0;
}

/** The rows inside a row. A promise where the value has to be asked of a worker. */
export function childRows(
  reader: ValueReader,
  row: TreeRow,
): readonly TreeRow[] | Promise<readonly TreeRow[]> {
  const count = row.to - row.from;
  if (count > CHUNK && row.head?.kind !== 'unread') return stretches(row, count);
  const answer = reader.children(row.path, row.from, row.to);
  const toRows = (children: readonly ValueChild[]) =>
    children.map((child, index) => valueRow(row, child, index + 1, children.length));
  return answer instanceof Promise ? answer.then(toRows) : toRows(answer);
}

/** All rows that show, from the top. */
export function visibleRows(root: TreeRow, state: TreeState): readonly TreeRow[] {
  const rows: TreeRow[] = [];
  const visit = (row: TreeRow) => {
    rows.push(row);
    if (!state.open.has(row.id)) return;
    for (const child of state.children.get(row.id) ?? []) visit(child);
  };
  visit(root);
  return rows;
}

function isContainer(head: ValueHead): boolean {
  return head.kind === 'object' || head.kind === 'array';
}

function stretches(row: TreeRow, count: number): readonly TreeRow[] {
  let size = CHUNK;
  while (count / size > CHUNK) size *= CHUNK;
  const total = Math.ceil(count / size);
  return Array.from({ length: total }, (_, index) => {
    const from = row.from + index * size;
    const to = Math.min(from + size, row.to);
    return {
      ...row,
      id: `${row.id}/${from}-${to}`,
      parentId: row.id,
      label: `${from} … ${to - 1}`,
      depth: row.depth + 1,
      head: null,
      from,
      to,
      place: index + 1,
      siblings: total,
    };
  });
}

function valueRow(parent: TreeRow, child: ValueChild, place: number, siblings: number): TreeRow {
  const { key, head } = child;
  return {
    id: `${parent.id}/${JSON.stringify(key)}`,
    parentId: parent.id,
    label: child.label ?? (key === null ? 'value' : String(key)),
    depth: parent.depth + 1,
    path: key === null ? parent.path : [...parent.path, key],
    head,
    from: 0,
    to: isContainer(head) || head.kind === 'unread' ? head.size : 0,
    place,
    siblings,
  };
}
