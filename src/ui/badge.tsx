import type { ReactNode } from 'react';
import { StatusIcon, type Status } from './status-icon';
import styles from './badge.module.css';

export interface BadgeProps {
  readonly status: Status;
  readonly children: ReactNode;
}

/** A status in words on a soft ground. */
export function Badge({ status, children }: BadgeProps) {
  return (
    <span className={styles.badge} data-status={status}>
      <StatusIcon status={status} />
      <span className={styles.text}>{children}</span>
    </span>
  );
}
