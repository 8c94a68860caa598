import { Globe } from 'lucide-react';
import type { NetworkMode } from '@/plan/network';
import { setNetworkMode } from '@/state/commands/network';
import { useDocument } from '@/state/document';
import { Select } from '@/ui/select';

const LABELS: readonly (readonly [mode: NetworkMode, label: string])[] = [
  ['blocked', 'Network blocked'],
  ['mocked', 'Network mocked'],
  ['live', 'Network live'],
];

/** What the next run may call; beside Run, because it must be seen before pressing it. */
export function NetworkChoice() {
  const mode = useDocument(({ project }) => project?.network.mode);
  if (mode === undefined) return null;
  return (
    <Select
      icon={Globe}
      aria-label="Network"
      title="What code may call in a run: nobody, mocks, or the allowed origins"
      value={mode}
      // The values are those of the options below.
      onChange={(event) => setNetworkMode(event.target.value as NetworkMode)}
    >
      {LABELS.map(([id, label]) => (
        <option key={id} value={id}>
          {label}
        </option>
      ))}
    </Select>
  );
}
