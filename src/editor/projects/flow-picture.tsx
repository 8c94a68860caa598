import type { Picture } from './picture';
import styles from './projects-view.module.css';

/** Pixels. The view is at least this large, so that flows of few steps are not drawn larger than others. */
const SIZES = {
  small: { box: { width: 14, height: 9 }, step: { x: 22, y: 12 }, view: { width: 88, height: 40 } },
  card: {
    box: { width: 40, height: 22 },
    step: { x: 64, y: 32 },
    view: { width: 264, height: 88 },
  },
} as const;
const MARGIN = 4;

interface FlowPictureProps {
  readonly picture: Picture;
  readonly size: 'small' | 'card';
}

/** A flow in miniature; decoration beside the words that tell the same. */
export function FlowPicture({ picture, size }: FlowPictureProps) {
  const { columns, links } = picture;
  const { box, step, view } = SIZES[size];
  const rows = Math.max(1, ...columns.map((column) => column.length));
  const drawn = (columns.length - 1) * step.x + box.width;
  const width = Math.max(view.width, drawn + 2 * MARGIN);
  const height = Math.max(view.height, (rows - 1) * step.y + box.height + 2 * MARGIN);
  const places = new Map(
    columns.flatMap((column, depth) =>
      column.map(({ id }, row) => {
        const x = (width - drawn) / 2 + depth * step.x;
        const y = height / 2 + (row - (column.length - 1) / 2) * step.y;
        return [id, { x, y }] as const;
      }),
    ),
  );
  return (
    <svg aria-hidden className={styles.picture} data-size={size} viewBox={`0 0 ${width} ${height}`}>
      {links.map(({ from, to }) => {
        const a = places.get(from);
        const b = places.get(to);
        if (a === undefined || b === undefined) return null;
        const start = a.x + box.width;
        const bend = (b.x - start) / 2;
        return (
          <path
            key={`${from} ${to}`}
            d={`M${start} ${a.y}c${bend} 0 ${bend} ${b.y - a.y} ${b.x - start} ${b.y - a.y}`}
          />
        );
      })}
      {columns.flat().map(({ id, role }) => {
        const place = places.get(id);
        if (place === undefined) return null;
        const top = place.y - box.height / 2;
        return (
          <g key={id} data-role={role}>
            <rect x={place.x} y={top} {...box} rx={3} />
            <rect x={place.x} y={top + 2} width={2} height={box.height - 4} data-part="tint" />
          </g>
        );
      })}
    </svg>
  );
}
