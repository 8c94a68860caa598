import { ViewportPortal } from 'reactflow';
import type { DropPlace } from '@/model/place-at';
import styles from './canvas.module.css';

/** Shows where inside a container what is dragged would go. */
export function DropMark({ place }: { readonly place: DropPlace | null }) {
  if (place === null) return null;
  const { x, y, width, height } = place.mark;
  return (
    <ViewportPortal>
      <div aria-hidden className={styles.drop} style={{ left: x, top: y, width, height }} />
    </ViewportPortal>
  );
}
