import { EyeOff, Lock, TriangleAlert } from 'lucide-react';
import { openDialog, togglePresenting } from '@/state/commands/selection';
import { exportProject, keepMineAsCopy, takeOver } from '@/state/commands/projects';
import { useDocument } from '@/state/document';
import { useRun } from '@/state/run';
import { useSecrets } from '@/state/secrets';
import { useSession } from '@/state/session';
import { Button } from '@/ui/button';
import styles from './banners.module.css';

/** What stays on screen until it no longer holds: work that is not saved, or may not be changed here. */
export function Banners() {
  return (
    <>
      <SandboxBanner />
      <SavedBanner />
      <SecretsBanner />
      <PresentingBanner />
    </>
  );
}

function SandboxBanner() {
  const sandbox = useRun((state) => state.sandbox);
  if (sandbox.status !== 'unavailable') return null;
  return (
    <div role="alert" className={styles.banner} data-tone="danger">
      <TriangleAlert aria-hidden size={16} />
      <p>Flows cannot run in this browser. {sandbox.reason}</p>
    </div>
  );
}

function SavedBanner() {
  const saved = useDocument((state) => state.saved);
  if (saved.status === 'read-only') {
    return (
      <div role="status" className={styles.banner} data-tone="warning">
        <Lock aria-hidden size={16} />
        <p>{saved.reason}</p>
        <Button size="compact" onClick={() => void takeOver()}>
          Take over
        </Button>
      </div>
    );
  }
  if (saved.status === 'failed') {
    return (
      <div role="alert" className={styles.banner} data-tone="danger">
        <TriangleAlert aria-hidden size={16} />
        <p>{saved.reason}</p>
        {saved.conflict === 'changed' && (
          <Button size="compact" onClick={() => void takeOver()}>
            Open the stored version
          </Button>
        )}
        {saved.conflict !== null && (
          <Button size="compact" onClick={() => void keepMineAsCopy()}>
            Keep mine as a copy
          </Button>
        )}
        <Button size="compact" onClick={() => void exportProject()}>
          Export…
        </Button>
      </div>
    );
  }
  return null;
}

function SecretsBanner() {
  const status = useSecrets(({ vault }) => vault.status);
  const isSaved = useDocument(({ saved }) => !['read-only', 'failed'].includes(saved.status));
  // One banner at a time: work that is not saved comes first.
  if (!isSaved || (status !== 'locked' && status !== 'damaged')) return null;
  return (
    <div role="status" className={styles.banner} data-tone="warning">
      <Lock aria-hidden size={16} />
      <p>
        {status === 'locked'
          ? 'The secrets on this device are locked. Connections have no values until you unlock them.'
          : 'The secrets kept on this device cannot be read.'}
      </p>
      <Button size="compact" onClick={() => openDialog({ kind: 'secrets' })}>
        {status === 'locked' ? 'Unlock…' : 'Secrets…'}
      </Button>
    </div>
  );
}

function PresentingBanner() {
  const isPresenting = useSession((session) => session.isPresenting);
  const isAlone = useSecrets(({ vault }) => !['locked', 'damaged'].includes(vault.status));
  const isSaved = useDocument(({ saved }) => !['read-only', 'failed'].includes(saved.status));
  // One banner at a time: what needs a person comes first.
  if (!isPresenting || !isAlone || !isSaved) return null;
  return (
    <div role="status" className={styles.banner} data-tone="warning">
      <EyeOff aria-hidden size={16} />
      <p>Presenting: secrets of connections and marked fields of payloads are covered.</p>
      <Button size="compact" onClick={togglePresenting}>
        Stop presenting
      </Button>
    </div>
  );
}
