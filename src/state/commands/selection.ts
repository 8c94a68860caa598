import type { EdgeId, StepId } from '@/lib/ids';
import { orderSteps, unreachedSteps } from '@/model/graph';
import type { Position } from '@/model/project';
import { currentFlow } from '@/state/edit-document';
import { useDocument } from '@/state/document';
import { isNarrowPage } from '@/state/is-narrow';
import { refreshProjects } from '@/state/project-list';
import {
  useSession,
  type AddTarget,
  type ConsoleTab,
  type OpenDialog,
  type SessionState,
  type StepTab,
  type Theme,
  type View,
} from '@/state/session';

/** Selects these steps and edges, and nothing else. */
export function select(ids: readonly StepId[], edges: readonly EdgeId[] = []): void {
  useSession.setState({ selection: ids, selectedEdges: edges });
}

/** Shows a step in the panel and selects it; the panel keeps its tab unless one is named. */
export function openStep(id: StepId, tab?: StepTab): void {
  const { stepTab, view } = useSession.getState();
  const flow = useDocument
    .getState()
    .project?.flows.find(({ steps }) => steps.some((step) => step.id === id));
  if (flow === undefined) return;
  useSession.setState({
    flowId: flow.id,
    selection: [id],
    selectedEdges: [],
    openStepId: id,
    stepTab: tab ?? stepTab,
    ...towards(view === 'outline' ? 'outline' : 'canvas'),
  });
}

/** Closes the panel; the step stays selected. */
export function closeStep(): void {
  useSession.setState({ openStepId: null, isPanelWide: false });
}

/** Opens the step before or behind the open one, in plan order. */
export function openNeighbour(by: 1 | -1): void {
  const flow = currentFlow();
  if (flow === null) return;
  const steps = [...orderSteps(flow), ...unreachedSteps(flow)];
  const at = steps.findIndex(({ id }) => id === useSession.getState().openStepId);
  const next = steps[at === -1 ? 0 : at + by];
  if (next !== undefined) openStep(next.id);
}

/** Shows another tab of the panel, for this step and the next ones. */
export function setStepTab(stepTab: StepTab): void {
  useSession.setState({ stepTab });
}

/** Of the visit, not of the project: an editor that has answered one must not take the next project's for it. */
let reveals = 0;

/** Opens a step's code at a line and puts the cursor there. */
export function revealLine(stepId: StepId, line: number, column = 1): void {
  openStep(stepId, 'code');
  reveals += 1;
  useSession.setState({ reveal: { stepId, line, column, token: reveals } });
}

/** Shows a view of the project in place of the one that is there. */
export function showView(view: View): void {
  useSession.setState(towards(view));
  // Other tabs may have made some since.
  if (view === 'projects') void refreshProjects();
}

/** A view of the project has a narrow page to itself: the console waits closed, and is with the flow as it was. */
function towards(view: View): Partial<SessionState> {
  const { consoleOpen, consoleOpenInFlow } = useSession.getState();
  if (view === 'canvas' || view === 'outline')
    return { view, consoleOpen: consoleOpenInFlow ?? consoleOpen, consoleOpenInFlow: null };
  if (consoleOpenInFlow !== null || !isNarrowPage()) return { view };
  return { view, consoleOpen: false, consoleOpenInFlow: consoleOpen };
}

/** Opens the console on a tab. */
export function showConsole(consoleTab: ConsoleTab): void {
  useSession.setState({ consoleTab, consoleOpen: true });
}

/** Opens the console on the tab it had, or closes it. */
export function toggleConsole(): void {
  useSession.setState(({ consoleOpen }) => ({ consoleOpen: !consoleOpen }));
}

/** Opens a dialog in place of the one that is open, if any. */
export function openDialog(dialog: OpenDialog): void {
  useSession.setState({ dialog });
}

/** Asks what kind of step to add there; `spot` is where on the screen, when no button was pressed. */
export function askForStep(target: AddTarget = {}, spot?: Position): void {
  openDialog({ kind: 'add-step', target, ...(spot === undefined ? {} : { spot }) });
}

/** Closes the open dialog, if any. */
export function closeDialog(): void {
  useSession.setState({ dialog: null });
}

/** Keeps the colours that a person wants; `system` follows the device. */
export function setTheme(theme: Theme): void {
  useSession.setState({ theme });
}

/** Pixels; held to what leaves room for the canvas. */
export function resizePanel(panelWidth: number): void {
  useSession.setState({ panelWidth: Math.round(Math.min(1200, Math.max(360, panelWidth))) });
}

/** Pixels; held to what leaves room for the flow. */
export function resizeConsole(consoleHeight: number): void {
  useSession.setState({ consoleHeight: Math.round(Math.min(800, Math.max(120, consoleHeight))) });
}

/** Gives the panel the whole width of the flow, or takes it back. */
export function togglePanelWidth(): void {
  useSession.setState(({ isPanelWide }) => ({ isPanelWide: !isPanelWide }));
}

/** While others look on, no secret can be shown. */
export function togglePresenting(): void {
  useSession.setState(({ isPresenting }) => ({ isPresenting: !isPresenting }));
}
