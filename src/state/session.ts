import { create } from 'zustand';
import type { ImportReport } from '@/formats/prismatic/import-report';
import type { ConfigVarId, EdgeId, FlowId, PayloadId, StepId } from '@/lib/ids';
import type { PlatformFormat } from '@/model/conformance';
import type { Position, StepParent } from '@/model/project';

/** A tab of the panel that shows a step. */
export type StepTab = 'code' | 'input' | 'output' | 'settings';
/** What fills the page beside the console and the panel. */
export type View =
  'canvas' | 'outline' | 'payload' | 'connections' | 'config' | 'state' | 'network' | 'projects';

/** A tab of the run console. */
export type ConsoleTab = 'logs' | 'timeline' | 'network' | 'response' | 'problems';
/** The colours a person wants; `system` follows the device. */
export type Theme = 'system' | 'light' | 'dark';

/** The one dialog that can be open. */
export type OpenDialog =
  | {
      readonly kind: 'add-step';
      readonly target: AddTarget;
      /** Where on the screen it was asked for, when no button was pressed. */
      readonly spot?: Position;
    }
  | { readonly kind: 'connect'; readonly from: StepId }
  | { readonly kind: 'move-into'; readonly ids: readonly StepId[] }
  | { readonly kind: 'add-inside'; readonly container: StepId }
  | { readonly kind: 'change-trigger' }
  | { readonly kind: 'secrets' }
  | { readonly kind: 'missing-secrets' }
  | {
      readonly kind: 'import-choice';
      readonly title: string;
      /** Of the open project. */
      readonly name: string;
      readonly added: readonly string[];
      readonly removed: readonly string[];
    }
  | { readonly kind: 'import-report'; readonly title: string; readonly report: ImportReport }
  | { readonly kind: 'rename-reads'; readonly from: string; readonly to: string }
  | { readonly kind: 'commands' }
  | { readonly kind: 'shortcuts' }
  | { readonly kind: 'project-settings' }
  | { readonly kind: 'export'; readonly format: PlatformFormat }
  | { readonly kind: 'flow-settings'; readonly flowId: FlowId };

/** Where a new step goes. */
export interface AddTarget {
  readonly after?: StepId;
  /** First in this place inside a container. */
  readonly into?: StepParent;
  readonly onEdge?: EdgeId;
  readonly position?: Position;
  /** Begins a branch: what follows `after` stays where it is. */
  readonly asBranch?: boolean;
}

/** Something to tell that is no field's own business; stays until dismissed or replaced. */
export interface Notice {
  readonly kind: 'info' | 'error';
  readonly text: string;
  /** More lines, such as each problem of a refused file. */
  readonly details?: readonly string[];
  readonly action?: { readonly label: string; readonly do: () => void };
}

/** A place to show in a step's code. `token` tells two requests for the same place apart. */
export interface Reveal {
  readonly stepId: StepId;
  readonly line: number;
  readonly column: number;
  readonly token: number;
}

/** What is looked at: never undone, kept per project between visits as far as it is about places. */
export interface SessionState {
  readonly flowId: FlowId | null;
  readonly selection: readonly StepId[];
  readonly selectedEdges: readonly EdgeId[];
  readonly openStepId: StepId | null;
  readonly stepTab: StepTab;
  readonly view: View;
  readonly consoleTab: ConsoleTab;
  readonly consoleOpen: boolean;
  /** How it stands with the flow, while a view of the project has a narrow page to itself. */
  readonly consoleOpenInFlow: boolean | null;
  /** The chosen payload of each flow. */
  readonly payloadIds: Readonly<Record<FlowId, PayloadId>>;
  /** The connection on show. */
  readonly connectionId: ConfigVarId | null;
  readonly dialog: OpenDialog | null;
  readonly notice: Notice | null;
  readonly reveal: Reveal | null;
  readonly theme: Theme;
  /** Pixels. */
  readonly panelWidth: number;
  readonly consoleHeight: number;
  readonly isPanelWide: boolean;
  /** Others are looking on: secrets cannot be shown. */
  readonly isPresenting: boolean;
}

/** What is on show, and the sizes of the panels. Not undone; in part kept for the next visit. */
export const useSession = create<SessionState>()(() => ({
  flowId: null,
  selection: [],
  selectedEdges: [],
  openStepId: null,
  stepTab: 'code',
  view: 'canvas',
  consoleTab: 'logs',
  consoleOpen: true,
  consoleOpenInFlow: null,
  payloadIds: {},
  connectionId: null,
  dialog: null,
  notice: null,
  reveal: null,
  theme: 'system',
  panelWidth: 600,
  consoleHeight: 240,
  isPanelWide: false,
  isPresenting: false,
}));
