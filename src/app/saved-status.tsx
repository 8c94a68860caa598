import { Check, CircleAlert, Lock } from 'lucide-react';
import { useDocument, type SaveStatus } from '@/state/document';
import styles from './top-bar.module.css';

/** Whether the work is stored, and since when. */
export function SavedStatus() {
  const saved = useDocument((state) => state.saved);
  const Icon = icons[saved.status];
  return (
    <span
      className={styles.saved}
      data-status={saved.status}
      title={'reason' in saved ? saved.reason : undefined}
    >
      <Icon aria-hidden size={12} />
      {textOf(saved)}
    </span>
  );
}

const icons = {
  saved: Check,
  saving: Check,
  unsaved: Check,
  failed: CircleAlert,
  'read-only': Lock,
} as const;

function textOf(saved: SaveStatus): string {
  switch (saved.status) {
    case 'saved':
      return saved.at === null ? 'Saved' : `Saved ${clock(saved.at)}`;
    case 'saving':
    case 'unsaved':
      return 'Saving…';
    case 'failed':
      return 'Not saved';
    case 'read-only':
      return 'Read-only';
  }
}

function clock(at: number): string {
  return new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
}
