import { create } from 'zustand';
import type { FlowId, ProjectId } from '@/lib/ids';
import { reasonOf } from '@/lib/reason-of';
import { EMPTY_STATE, NO_STATE, type StateTexts } from '@/plan/state';
import { loadState, saveState, type StoredState } from '@/storage/states';
import { database } from './database';

/** Whose state: that of the named flow, of all flows of the project, or of the integration. */
export type StateScope =
  | { readonly name: 'instanceState'; readonly flowId: FlowId }
  | { readonly name: 'crossFlowState' | 'integrationState' };

/** What the runs of the open project have left, as this page knows it. */
export interface KeptState {
  readonly kept: StoredState | null;
  /** Why it lives only as long as this page; null where it is stored. */
  readonly failure: string | null;
}

/** The state of the open project's last runs, and why it could not be read. */
export const useKeptState = create<KeptState>()(() => ({ kept: null, failure: null }));

/** Reads the state of a project anew: another tab may have run it since. */
export async function loadKeptState(projectId: ProjectId): Promise<StoredState> {
  const held = useKeptState.getState().kept;
  const inPage = held?.projectId === projectId ? held : none(projectId);
  try {
    const stored = await loadState(await database(), projectId);
    // What could not be stored a moment ago is newer than what is stored.
    const { failure } = useKeptState.getState();
    const kept = failure !== null && inPage === held ? inPage : (stored ?? none(projectId));
    useKeptState.setState({ kept });
    return kept;
  } catch {
    useKeptState.setState({ kept: inPage });
    return inPage;
  }
}

/** What a run of this flow begins with. */
export async function stateOfFlow(projectId: ProjectId, flowId: FlowId): Promise<StateTexts> {
  return textsFor(await loadKeptState(projectId), flowId);
}

/** The same as this page knows it; null before it was read. */
export function knownStateOfFlow(projectId: ProjectId, flowId: FlowId): StateTexts | null {
  const { kept } = useKeptState.getState();
  return kept?.projectId === projectId ? textsFor(kept, flowId) : null;
}

function textsFor(kept: StoredState, flowId: FlowId): StateTexts {
  const { flows, crossFlowState, integrationState } = kept;
  const instanceState = flows[flowId] ?? EMPTY_STATE;
  return { ...NO_STATE, instanceState, crossFlowState, integrationState };
}

/** Keeps what a run of this flow has left. The state of the execution ends with it. */
export async function keepStateOfFlow(
  projectId: ProjectId,
  flowId: FlowId,
  { instanceState, crossFlowState, integrationState }: StateTexts,
): Promise<void> {
  const { flows } = await loadKeptState(projectId);
  await keep({
    projectId,
    flows: { ...flows, [flowId]: instanceState },
    crossFlowState,
    integrationState,
  });
}

/** Stores the state; where the browser refuses, the page holds it and says so. */
export async function keep(kept: StoredState): Promise<void> {
  useKeptState.setState({ kept });
  try {
    await saveState(await database(), kept);
    useKeptState.setState({ failure: null });
  } catch (error) {
    useKeptState.setState({
      failure: `This browser did not store the state: ${reasonOf(error)}. It holds until the page is left.`,
    });
  }
}

/** The text of a scope's state object. */
export function stateText(kept: StoredState | null, scope: StateScope): string {
  if (kept === null) return EMPTY_STATE;
  return scope.name === 'instanceState'
    ? (kept.flows[scope.flowId] ?? EMPTY_STATE)
    : kept[scope.name];
}

/** The state with one object replaced by that JSON text. */
export function withStateText(kept: StoredState, scope: StateScope, text: string): StoredState {
  return scope.name === 'instanceState'
    ? { ...kept, flows: { ...kept.flows, [scope.flowId]: text } }
    : { ...kept, [scope.name]: text };
}

function none(projectId: ProjectId): StoredState {
  return { projectId, flows: {}, crossFlowState: EMPTY_STATE, integrationState: EMPTY_STATE };
}
