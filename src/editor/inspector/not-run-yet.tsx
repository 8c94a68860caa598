import { Play } from 'lucide-react';
import { startRun } from '@/state/commands/runs';
import { useRun } from '@/state/run';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';

/** Says why there is nothing to see, and offers the run that changes it. */
export function NotRunYet({ text }: { readonly text: string }) {
  const isRunning = useRun(({ current }) => current?.status === 'running');
  return (
    <EmptyState text={text}>
      {!isRunning && (
        <Button variant="primary" icon={Play} onClick={() => void startRun()}>
          Run flow
        </Button>
      )}
    </EmptyState>
  );
}
