import styles from './status-icon.module.css';

/** What a step, a run or a problem can be shown as. */
export type Status =
  | 'not run'
  | 'queued'
  | 'running'
  | 'succeeded'
  | 'warning'
  | 'failed'
  | 'timed out'
  | 'stopped'
  | 'skipped'
  | 'stale'
  | 'pinned'
  | 'info';

const shapes = {
  'not run': <path d="M8 8h.01" strokeWidth="4" />,
  queued: <circle cx="8" cy="8" r="6" strokeDasharray="1 3.2" />,
  running: (
    <>
      <circle cx="8" cy="8" r="6" opacity=".28" />
      <path d="M8 2a6 6 0 0 1 6 6" className={styles.arc} />
    </>
  ),
  succeeded: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="m5.5 8.25 1.75 1.75 3.25-3.75" />
    </>
  ),
  warning: (
    <path d="M7.05 2.7 1.9 11.8c-.4.7.1 1.6.95 1.6h10.3c.85 0 1.35-.9.95-1.6L8.95 2.7c-.4-.75-1.5-.75-1.9 0zM8 6.25v3M8 11.25v.05" />
  ),
  failed: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="m6 6 4 4M10 6l-4 4" />
    </>
  ),
  'timed out': <path d="M4.5 2h7M4.5 14h7M5 2c0 4 6 4.5 6 8v4M11 2c0 4-6 4.5-6 8v4" />,
  stopped: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M6.25 6.25h3.5v3.5h-3.5z" fill="currentColor" />
    </>
  ),
  skipped: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M5.5 8h5" />
    </>
  ),
  stale: (
    <path d="M8 2a6 6 0 0 1 5.2 3M14 8a6 6 0 0 1-1.75 4.25M10 13.65a6 6 0 0 1-4.6-.25M3.2 11.6A6 6 0 0 1 2 8.4M2.6 5.35A6 6 0 0 1 5.3 2.65M8 5.25V8l1.75 1.25" />
  ),
  pinned: <path d="M5.75 2.25h4.5M6.25 2.25v4l-2 2.25v1.25h7.5V8.5l-2-2.25v-4M8 9.75v4" />,
  info: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M8 7.5v3.25M8 5.25v.05" />
    </>
  ),
} satisfies Record<Status, React.ReactNode>;

export interface StatusIconProps {
  readonly status: Status;
  readonly size?: number;
}

/** A status as a shape with its colour. Always beside the words that say it, so it is hidden from assistive technology. */
export function StatusIcon({ status, size = 14 }: StatusIconProps) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 16 16"
      width={size}
      height={size}
      className={styles.icon}
      data-status={status}
    >
      {shapes[status]}
    </svg>
  );
}
