import type { StepData, StepKindKey } from '@/kinds';
import type {
  ConfigPageId,
  ConfigVarId,
  EdgeId,
  FlowId,
  PayloadId,
  ProjectId,
  StepId,
} from '@/lib/ids';
import type { NetworkSettings } from '@/plan/network';

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
}

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
export type ConfigDataType = (typeof CONFIG_DATA_TYPES)[number];

export const SCHEDULE_TYPES = ['none', 'once', 'custom', 'minute', 'hour', 'day', 'week'] as const;
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
}

export type ConfigPageElement =
  | { readonly kind: 'configVar'; readonly id: ConfigVarId }
  | { readonly kind: 'html'; readonly html: string };

export interface Flow {
  readonly id: FlowId;
  readonly name: string;
  readonly description: string;
  /** The caller waits and gets the last step's result. */
  readonly isSynchronous: boolean;
  /** The trigger is `steps[0]`; the rest in the order they were added, which breaks ties. */
  readonly steps: readonly Step[];
  readonly edges: readonly Edge[];
  readonly payloads: readonly Payload[];
}

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
  /** Of the top left corner, in canvas pixels. */
  readonly position: Position;
}

/** A union over the registry: `kind` tells the type of `data`. */
export type Step = {
  [Key in StepKindKey]: StepBase & { readonly kind: Key; readonly data: StepData<Key> };
}[StepKindKey];

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
}

export interface NameValue {
  readonly name: string;
  readonly value: string;
}

export interface PayloadFile {
  readonly name: string;
  readonly contentType: string;
  readonly base64: string;
}

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
