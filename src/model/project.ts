import type { KindAndData } from '@/kinds';
import type {
  BranchId,
  ConfigPageId,
  ConfigVarId,
  EdgeId,
  FlowId,
  PayloadId,
  ProjectId,
  StepId,
} from '@/lib/ids';
import type { NetworkSettings } from '@/plan/network';
import type { ErrorHandling } from '@/plan/plan';
import type { Kept } from './kept';

/** The document: what is saved, exported and undone. It has no place for a secret. */
export interface Project {
  readonly id: ProjectId;
  readonly name: string;
  readonly description: string;
  readonly flows: readonly Flow[];
  readonly configVars: readonly ConfigVar[];
  /** A variable that is on none is not asked for when the integration is set up. */
  readonly configPages: readonly ConfigPage[];
  /** How runs of its flows reach the network. */
  readonly network: NetworkSettings;
  /** Runs fail where the platform would for its limits; else they warn. */
  readonly failsAtPlatformLimits: boolean;
  /** Runs here do not wait between the tries of a step; absent as false. */
  readonly skipsRetryDelays?: boolean;
  /** Of the platform's file that it came from; the same below. */
  readonly kept?: Kept;
}

/** A config variable; code reads it by name. Its type says what values it takes, see `configValues`. */
export interface ConfigVar {
  readonly id: ConfigVarId;
  readonly name: string;
  readonly dataType: ConfigDataType;
  readonly collectionType: 'valuelist' | 'keyvaluelist' | null;
  readonly description: string;
  readonly isRequired: boolean;
  /** Values are text, as the platform keeps them: lists, forms and selections as JSON. */
  readonly defaultValue: string;
  /** What runs here use in place of the default; empty for the default. */
  readonly testValue: string;
  readonly pickList: readonly string[];
  readonly scheduleType: ScheduleType;
  readonly timeZone: string;
  readonly codeLanguage: 'json' | 'xml' | 'html';
  /** Of the type `connection` only. */
  readonly connection: Connection | null;
  readonly kept?: Kept;
}

/** The platform's types of a config variable, in the words of its file. */
export const CONFIG_DATA_TYPES = [
  'string',
  'date',
  'timestamp',
  'picklist',
  'schedule',
  'code',
  'boolean',
  'number',
  'objectSelection',
  'objectFieldMap',
  'jsonForm',
  'connection',
] as const;

/** The type of a variable's value. A connection is a variable of its own type. */
export type ConfigDataType = (typeof CONFIG_DATA_TYPES)[number];

/** The platform's ways to say a schedule; `custom` is a cron expression. */
export const SCHEDULE_TYPES = ['none', 'once', 'custom', 'minute', 'hour', 'day', 'week'] as const;
/** How a schedule is said. */
export type ScheduleType = (typeof SCHEDULE_TYPES)[number];

/** What a connection is, without its secret values: those are kept apart from the document. */
export interface Connection {
  /** `code`, or another component's key, whose connections are kept as they came. */
  readonly component: string;
  readonly key: string;
  /** By input key; a list for headers. Secret inputs are not among them. */
  readonly inputs: Readonly<Record<string, string | readonly KeyValue[]>>;
  readonly test: ConnectionTest | null;
  /** Of OAuth 2.0 kinds; what is usual where it is absent. */
  readonly oauth?: OAuthOptions;
}

/** How a token is asked for, beyond what the platform's form says. */
export interface OAuthOptions {
  /** How the provider is told the client's secret. */
  readonly clientAuth: 'body' | 'basic';
  readonly usesPkce: boolean;
}

/** One row of a key value list, in the words of the platform's file. */
export interface KeyValue {
  readonly key: string;
  readonly value: string;
}

/** A request that shows whether a connection works. */
export interface ConnectionTest {
  readonly method: string;
  readonly url: string;
  readonly expectedStatus: number;
  /** Where an API key goes. */
  readonly keyIn: 'header' | 'query';
  readonly keyName: string;
}

/** A page of the configuration wizard; its elements in order. */
export interface ConfigPage {
  readonly id: ConfigPageId;
  readonly name: string;
  readonly tagline: string;
  readonly elements: readonly ConfigPageElement[];
  readonly kept?: Kept;
}

/** What a config page shows: a variable to be asked for, or a piece of text as HTML. */
export type ConfigPageElement =
  | { readonly kind: 'configVar'; readonly id: ConfigVarId; readonly kept?: Kept }
  | { readonly kind: 'html'; readonly html: string; readonly kept?: Kept };

/** A trigger, the steps behind it and inside one another, and the payloads to run it with. */
export interface Flow {
  readonly id: FlowId;
  readonly name: string;
  readonly description: string;
  /** The caller waits and gets the last step's result. */
  readonly isSynchronous: boolean;
  /**
   * The trigger is `steps[0]`. The order of the rest breaks ties at the top level; inside a container it is the order
   * they run in.
   */
  readonly steps: readonly Step[];
  /** Between steps of the top level. */
  readonly edges: readonly Edge[];
  readonly payloads: readonly Payload[];
  readonly kept?: Kept;
}

/** A place on the canvas, in pixels of the drawing. */
export interface Position {
  readonly x: number;
  readonly y: number;
}

interface StepBase {
  readonly id: StepId;
  readonly name: string;
  readonly description: string;
  /** Milliseconds, 1,000 to 900,000; null for the default of 30,000. */
  readonly timeoutMs: number | null;
  /** Of the top left corner, in canvas pixels; of no meaning inside a container, which lays out its own steps. */
  readonly position: Position;
  /** The container it stands in; null at the flow's top level. */
  readonly parent: StepParent | null;
  /** Null: a failure ends the run. */
  readonly errorHandling: ErrorHandling | null;
  readonly kept?: Kept;
}

/** A place inside a step that holds steps: one of its branches, or (null) a loop's body. */
export interface StepParent {
  readonly stepId: StepId;
  readonly branch: BranchId | null;
}

/** A union over the registry: `kind` tells the type of `data`. */
export type Step = StepBase & KindAndData;

/** `to` waits for `from`. */
export interface Edge {
  readonly id: EdgeId;
  readonly from: StepId;
  readonly to: StepId;
}

/** A named request to try the flow with. */
export interface Payload {
  readonly id: PayloadId;
  readonly name: string;
  readonly method: string;
  /** Also the request's content type where no header says otherwise. */
  readonly contentType: string;
  readonly headers: readonly NameValue[];
  readonly queryParameters: readonly NameValue[];
  readonly pathFragment: string;
  readonly body: PayloadBody;
  /** What steps that cannot run here yield with this payload; absent where there are none. */
  readonly mocks?: readonly Mock[];
  /** Which branch of an app's trigger is taken. */
  readonly triggerBranch?: BranchId;
  /** JSON paths of what is covered on screen while presenting. */
  readonly masked?: readonly string[];
}

/** What a step yields in place of running. */
export interface Mock {
  readonly stepId: StepId;
  readonly kind: 'result' | 'error';
  /** The result as JSON text, or the error's message. */
  readonly text: string;
}

/** A header or a query parameter. A name may stand several times. */
export interface NameValue {
  readonly name: string;
  readonly value: string;
}

/** A file inside a payload, whole. */
export interface PayloadFile {
  readonly name: string;
  readonly contentType: string;
  readonly base64: string;
}

/** One part of a body of multipart/form-data. */
export interface MultipartRow {
  readonly name: string;
  readonly content:
    | { readonly kind: 'text'; readonly text: string; readonly contentType: string }
    | { readonly kind: 'file'; readonly file: PayloadFile };
}

/** Text for whatever is typed, a file, or rows that become multipart/form-data. */
export type PayloadBody =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'file'; readonly file: PayloadFile }
  | { readonly kind: 'multipart'; readonly rows: readonly MultipartRow[] };
