import type { FlowId, PayloadId, ProjectId } from '@/lib/ids';
import { member } from '@/lib/member';
import type { Project } from '@/model/project';
import { useDocument } from './document';
import { isNarrowPage } from './is-narrow';
import { useSession, type SessionState, type StepTab, type Theme } from './session';

const LAST_PROJECT = 'code-connector:last-project';
const LAYOUT = 'code-connector:layout';

/** Where the person was, per project; the layout of the panels, for all. Losing it costs nothing but a click. */
export function watchSession(): () => void {
  const layout = read(LAYOUT);
  const theme = member(layout, 'theme');
  useSession.setState((before) => ({
    theme: theme === 'light' || theme === 'dark' ? theme : before.theme,
    panelWidth: numberOr(member(layout, 'panelWidth'), before.panelWidth),
    consoleHeight: numberOr(member(layout, 'consoleHeight'), before.consoleHeight),
    consoleOpen: member(layout, 'consoleOpen') !== false,
  }));
  return useSession.subscribe((session, before) => {
    if (isLayoutChanged(session, before)) write(LAYOUT, layoutOf(session));
    const { project } = useDocument.getState();
    if (project === null || session.flowId === null) return;
    if (isPlaceChanged(session, before)) write(placeKey(project.id), placeOf(session));
  });
}

/** The project that was open last on this device; null on the first visit. */
export function lastProjectId(): ProjectId | null {
  const id = read(LAST_PROJECT);
  // Whatever lies there is looked up in the database before it is used.
  return typeof id === 'string' ? (id as ProjectId) : null;
}

/** Goes back to where the person was in this project: the flow, the open step, the chosen payloads. */
export function restoreSession(project: Project): void {
  write(LAST_PROJECT, project.id);
  const place = read(placeKey(project.id));
  const flow = project.flows.find(({ id }) => id === member(place, 'flowId')) ?? project.flows[0];
  const open = flow?.steps.find(({ id }) => id === member(place, 'openStepId'))?.id ?? null;
  // A narrow page shows one thing at a time, the list first.
  const isNarrow = isNarrowPage();
  const first = isNarrow ? null : ((flow?.steps[1] ?? flow?.steps[0])?.id ?? null);
  const openStepId = place === null ? first : open;
  useSession.setState({
    flowId: flow?.id ?? null,
    openStepId,
    selection: openStepId === null ? [] : [openStepId],
    selectedEdges: [],
    payloadIds: payloadIdsOf(project, member(place, 'payloadIds')),
    stepTab: tabOf(member(place, 'stepTab')),
    view: isNarrow ? 'outline' : 'canvas',
    dialog: null,
    reveal: null,
    isPanelWide: false,
  });
}

function payloadIdsOf(project: Project, value: unknown): Record<FlowId, PayloadId> {
  const ids: Record<FlowId, PayloadId> = {};
  for (const flow of project.flows) {
    const chosen = flow.payloads.find(({ id }) => id === member(value, flow.id));
    if (chosen !== undefined) ids[flow.id] = chosen.id;
  }
  return ids;
}

type Place = Pick<SessionState, 'flowId' | 'openStepId' | 'payloadIds' | 'stepTab'>;
type Layout = { theme: Theme; panelWidth: number; consoleHeight: number; consoleOpen: boolean };

function placeOf({ flowId, openStepId, payloadIds, stepTab }: SessionState): Place {
  return { flowId, openStepId, payloadIds, stepTab };
}

function layoutOf(session: SessionState): Layout {
  const { theme, panelWidth, consoleHeight, consoleOpen, consoleOpenInFlow } = session;
  return { theme, panelWidth, consoleHeight, consoleOpen: consoleOpenInFlow ?? consoleOpen };
}

function isPlaceChanged(one: SessionState, other: SessionState): boolean {
  return (
    one.flowId !== other.flowId ||
    one.openStepId !== other.openStepId ||
    one.payloadIds !== other.payloadIds ||
    one.stepTab !== other.stepTab
  );
}

function isLayoutChanged(one: SessionState, other: SessionState): boolean {
  return (
    one.theme !== other.theme ||
    one.panelWidth !== other.panelWidth ||
    one.consoleHeight !== other.consoleHeight ||
    layoutOf(one).consoleOpen !== layoutOf(other).consoleOpen
  );
}

function placeKey(id: ProjectId): string {
  return `code-connector:place:${id}`;
}

function tabOf(value: unknown): StepTab {
  return value === 'input' || value === 'output' || value === 'settings' ? value : 'code';
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' && value > 0 && value < 4_000 ? value : otherwise;
}

function read(key: string): unknown {
  try {
    const text = localStorage.getItem(key);
    return text === null ? null : JSON.parse(text);
  } catch {
    // Blocked storage, or somebody else's text: as if there were none.
    return null;
  }
}

function write(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Full or blocked: the place is forgotten, the work is not.
  }
}
