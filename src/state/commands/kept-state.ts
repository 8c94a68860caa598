import { EMPTY_STATE } from '@/plan/state';
import { useDocument } from '@/state/document';
import {
  keep,
  loadKeptState,
  stateText,
  useKeptState,
  withStateText,
  type StateScope,
} from '@/state/kept-state';
import { notify } from '@/state/notices';

/** Reads what the runs of the open project have left. */
export function showKeptState(): void {
  const { project } = useDocument.getState();
  if (project !== null) void loadKeptState(project.id);
}

/** Sets a state object; `text` is a JSON object. */
export function setKeptState(scope: StateScope, text: string): void {
  const { kept } = useKeptState.getState();
  if (kept !== null && stateText(kept, scope) !== text) void keep(withStateText(kept, scope, text));
}

/** Empties a state object; the notice offers to put it back. */
export function clearKeptState(scope: StateScope): void {
  const { kept } = useKeptState.getState();
  if (kept === null) return;
  const before = stateText(kept, scope);
  setKeptState(scope, EMPTY_STATE);
  notify({
    kind: 'info',
    text: `${scope.name} was cleared.`,
    action: {
      label: 'Undo',
      do: () => {
        // Another project may be open by now.
        if (useKeptState.getState().kept?.projectId === kept.projectId) setKeptState(scope, before);
      },
    },
  });
}
