import type { RunId } from '@/lib/ids';

/** The id of a run as the platform's look. */
export function executionId(runId: RunId): string {
  return btoa(`InstanceExecutionResult:${uuidOf(runId)}`);
}

/** The run's id in the shape of a uuid (RFC 9562, version 8), as it stands in the platform's execution ids. */
function uuidOf(runId: RunId): string {
  const hex = `${runId}${runId.split('').toReversed().join('')}`.padEnd(32, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
