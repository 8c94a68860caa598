import type { ReactNode } from 'react';
import styles from './page-view.module.css';

interface PageViewProps {
  /** Its name and its heading. */
  readonly title: string;
  /** What it is about, under the heading. */
  readonly words?: ReactNode;
  /** Buttons at the heading's end. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A view of one scrolling page, no wider than can be read. */
export function PageView({ title, words, actions, children }: PageViewProps) {
  return (
    <section aria-label={title} className={styles.view}>
      <div className={styles.page}>
        <div className={styles.head}>
          <div className={styles.words}>
            <h2>{title}</h2>
            {words}
          </div>
          {actions !== undefined && <div className={styles.actions}>{actions}</div>}
        </div>
        {children}
      </div>
    </section>
  );
}
