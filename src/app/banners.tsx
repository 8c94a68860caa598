import { Lock, TriangleAlert } from 'lucide-react';
import { exportProject, keepMineAsCopy, takeOver } from '@/state/commands/projects';
import { useDocument } from '@/state/document';
import { useRun } from '@/state/run';
import { Button } from '@/ui/button';
import styles from './banners.module.css';

/** What stays on screen until it no longer holds: work that is not saved, or may not be changed here. */
export function Banners() {
  return (
    <>
      <SandboxBanner />
      <SavedBanner />
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
