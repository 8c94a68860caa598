import type { RunState } from '@/plan/run';

/** Which run is on show: "Run 14, order.created". */
export function RunFacts({ run }: { readonly run: RunState }) {
  const time = new Date(run.startedAt).toLocaleTimeString([], {
    hour: '2-digit',
    minute: '2-digit',
  });
  const when = run.status === 'running' ? 'now' : time;
  return (
    <span>
      Run {run.number} · {when} · {run.payloadName}
    </span>
  );
}
