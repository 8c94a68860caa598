import type { FlowId, ProjectId } from '@/lib/ids';
import type { Database } from './database';

/** What the runs of a project left behind, as JSON text: code made it, so it is parsed only where it is looked at. */
export interface StoredState {
  readonly projectId: ProjectId;
  /** The instance state of each flow that has one. */
  readonly flows: Readonly<Record<FlowId, string>>;
  readonly crossFlowState: string;
  readonly integrationState: string;
}

/** The state that runs of a project have left; undefined where none has. */
export async function loadState(
  database: Database,
  projectId: ProjectId,
): Promise<StoredState | undefined> {
  return database.get('states', projectId);
}

/** Written whole, as the platform does: of two runs at once the last to finish wins. */
export async function saveState(database: Database, state: StoredState): Promise<void> {
  await database.put('states', state);
}
