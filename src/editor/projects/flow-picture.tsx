import type { Picture } from './picture';
import styles from './projects-view.module.css';

const BOX = { width: 28, height: 14 };
const STEP = { x: 44, y: 20 };
const MARGIN = 10;

interface FlowPictureProps {
  readonly picture: Picture;
  readonly size: 'small' | 'card';
}

/** A flow in miniature; decoration beside the words that tell the same. */
export function FlowPicture({ picture, size }: FlowPictureProps) {
  const { columns, links } = picture;
  const rows = Math.max(1, ...columns.map((column) => column.length));
  const width = Math.max(1, columns.length - 1) * STEP.x + BOX.width + 2 * MARGIN;
  const height = (rows - 1) * STEP.y + BOX.height + 2 * MARGIN;
  const places = new Map(
    columns.flatMap((column, depth) =>
      column.map(({ id }, row) => {
        const x = MARGIN + depth * STEP.x + (columns.length === 1 ? STEP.x / 2 : 0);
        const y = height / 2 + (row - (column.length - 1) / 2) * STEP.y;
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
        const start = a.x + BOX.width;
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
        const top = place.y - BOX.height / 2;
        return (
          <g key={id} data-role={role}>
            <rect x={place.x} y={top} {...BOX} rx={3} />
            <rect x={place.x} y={top + 3} width={2} height={BOX.height - 6} data-part="tint" />
          </g>
        );
      })}
    </svg>
  );
}
