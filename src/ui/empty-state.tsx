import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

export interface EmptyStateProps {
  /** One sentence. */
  readonly text: ReactNode;
  /** At most one primary button and one link. */
  readonly children?: ReactNode;
}

/** What a view shows while it has nothing to show. */
export function EmptyState({ text, children }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      <p>{text}</p>
      {children}
    </div>
  );
}
