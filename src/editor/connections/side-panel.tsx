import type { ReactNode } from 'react';
import styles from './connections-view.module.css';

interface SidePanelProps {
  /** Its heading, and its name as a region. */
  readonly title: string;
  readonly children: ReactNode;
}

/** One of the boxes beside a connection's form. */
export function SidePanel({ title, children }: SidePanelProps) {
  return (
    <section className={styles.panel} aria-label={title}>
      <h4>{title}</h4>
      {children}
    </section>
  );
}
