import { X } from 'lucide-react';
import { dismissNotice } from '@/state/notices';
import { useSession } from '@/state/session';
import { Button } from '@/ui/button';
import { IconButton } from '@/ui/icon-button';
import { StatusIcon } from '@/ui/status-icon';
import styles from './notices.module.css';

/** The one notice, until it is dismissed or another takes its place. The live region is always there, so that it is heard. */
export function Notices() {
  const notice = useSession((session) => session.notice);
  return (
    <div role="status" aria-label="Notice" className={styles.place}>
      {notice !== null && (
        <div className={styles.notice} data-kind={notice.kind}>
          <StatusIcon status={notice.kind === 'error' ? 'failed' : 'info'} size={16} />
          <div className={styles.text}>
            <p>{notice.text}</p>
            {notice.details !== undefined && notice.details.length > 0 && (
              <ul>
                {notice.details.map((detail) => (
                  <li key={detail}>{detail}</li>
                ))}
              </ul>
            )}
          </div>
          {notice.action !== undefined && (
            <Button
              size="compact"
              onClick={() => {
                dismissNotice();
                notice.action?.do();
              }}
            >
              {notice.action.label}
            </Button>
          )}
          <IconButton label="Dismiss" icon={X} onClick={dismissNotice} />
        </div>
      )}
    </div>
  );
}
