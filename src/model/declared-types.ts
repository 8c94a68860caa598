import { stepKinds } from '@/kinds';
import type { StepId } from '@/lib/ids';
import { ancestors } from './graph';
import { isJsonType } from './config-values';
import { connectionFields } from './connection-fields';
import type { ConfigVar, Flow, Project } from './project';
import { MODULE_TYPES } from './module-types';
import { stepKey } from './step-key';

/**
 * TypeScript declarations for the editor of one step: what `module.exports` takes and gives, `stepResults` by the keys
 * of the steps before it, config variables by name, Node's globals and the modules that can be required. Shapes from
 * platform.md 2.2 and 3.2.
 */
export function declaredTypes(flow: Flow, stepId: StepId, project: Project | null = null): string {
  const step = flow.steps.find(({ id }) => id === stepId);
  const isTrigger = step !== undefined && stepKinds[step.kind].role === 'trigger';
  const main = isTrigger
    ? '(context: ActionContext, payload: TriggerPayload) => Promise<TriggerResult | void> | TriggerResult | void'
    : '(context: ActionContext, stepResults: StepResults) => Promise<ActionResult | void> | ActionResult | void';
  return [
    COMMON,
    configVarsType(project),
    stepResultsType(flow, stepId),
    `declare const module: { exports: ${main} };`,
    'declare const exports: Record<string, unknown>;',
  ].join('\n');
}

function stepResultsType(flow: Flow, stepId: StepId): string {
  const members = ancestors(flow, stepId)
    .filter(({ name }) => stepKey(name) !== '')
    .map((step) => {
      const results = stepKinds[step.kind].role === 'trigger' ? 'TriggerPayload' : 'any';
      return `  /** ${commented(step.name)}${step.description === '' ? '' : `: ${commented(step.description)}`} */\n  ${JSON.stringify(stepKey(step.name))}: { results: ${results} };`;
    });
  return `/** The results of the steps before this one, by their camelCased names. */\ninterface StepResults {\n${members.join('\n')}\n}`;
}

function configVarsType(project: Project | null): string {
  const members = (project?.configVars ?? []).map(
    (configVar) =>
      `${commentOf(configVar)}  ${JSON.stringify(configVar.name)}: ${typeOf(configVar)};`,
  );
  return `/** Config variables by name. Scalar values are text. */\ninterface ConfigVars {\n${members.join('\n')}\n  [name: string]: any;\n}`;
}

function commentOf({ description }: ConfigVar): string {
  return description === '' ? '' : `  /** ${commented(description)} */\n`;
}

function typeOf({ dataType, collectionType, connection }: ConfigVar): string {
  if (connection !== null) {
    const members = connectionFields(connection).map(
      ({ key, type }) =>
        `${JSON.stringify(key)}: ${type === 'keyvaluelist' ? '{ key: string; value: string }[]' : 'string'}`,
    );
    return `{ key: ${JSON.stringify(connection.key)}; configVarKey: string; fields: { ${members.join('; ')} }; token?: Record<string, any>; context?: Record<string, any> }`;
  }
  if (collectionType === 'valuelist') return 'string[]';
  if (collectionType === 'keyvaluelist') return '{ key: string; value: string }[]';
  if (dataType === 'schedule') return '{ value: string; schedule_type: string; time_zone: string }';
  return isJsonType(dataType) ? 'any' : 'string';
}

/** Text that cannot end the comment it stands in. */
function commented(text: string): string {
  return text.replaceAll('*/', '* /').replaceAll(/\s+/g, ' ').slice(0, 200);
}

const COMMON = `
interface Logger {
  /** Writes a line to the log. Lines are cut after 4,096 characters. */
  trace(...args: unknown[]): void;
  debug(...args: unknown[]): void;
  info(...args: unknown[]): void;
  log(...args: unknown[]): void;
  warn(...args: unknown[]): void;
  error(...args: unknown[]): void;
  metric(...args: unknown[]): void;
}

type State = Record<string, any>;

interface ActionContext {
  /** Writes to the log of this step. */
  logger: Logger;
  /** Config variables by name. */
  configVars: ConfigVars;
  /** State of this flow, kept between executions. */
  instanceState: State;
  /** State shared by all flows of the instance. */
  crossFlowState: State;
  /** State shared by all instances of the integration. */
  integrationState: State;
  /** State of this execution only. */
  executionState: State;
  /** Unique id of the step. */
  stepId: string;
  /** Id of this execution. */
  executionId: string;
  /** The URL of each flow, by flow name. */
  webhookUrls: Record<string, string>;
  /** The API keys of each flow, by flow name. */
  webhookApiKeys: Record<string, string[]>;
  /** The URL this execution was invoked by. */
  invokeUrl: string;
  customer: { id: string; name: string; externalId: string };
  instance: { id: string; name: string };
  user: { id: string; email: string; name: string; externalId: string };
  integration: { id: string; name: string; versionSequenceId: string; externalVersion: string };
  flow: { id: string; name: string; stableId?: string };
  /** UTC, such as 2025-11-13 00:44:12.13497+00 */
  startedAt: string;
  executionFrame: Record<string, unknown>;
  flowSchemas: Record<string, unknown>;
  globalDebug: boolean;
  runnerAllocatedMemoryMb: number;
  debug: { enabled: boolean; timeElapsed: { mark(label: string): void; measure(label: string): void }; memoryUsage(label?: string): void };
  invokeFlow(flowName: string, data?: unknown): Promise<unknown>;
  components: Record<string, unknown>;
  isSimulatedTestExecution: boolean;
  batch: { enabled: boolean; batchSize?: number };
}

interface TriggerPayload {
  /** The request's headers, names as they were sent. */
  headers: Record<string, string>;
  /** The URL's query parameters; null when there are none. */
  queryParameters: Record<string, string> | null;
  /** The body as it came: bytes. */
  rawBody: { data: any; contentType?: string };
  /** The body, parsed by its content type. */
  body: { data: any; contentType?: string };
  /** What follows the flow's URL, without a leading slash. */
  pathFragment: string;
  webhookUrls: Record<string, string>;
  webhookApiKeys: Record<string, string[]>;
  invokeUrl: string;
  executionId: string;
  customer: { id: string; name: string; externalId: string };
  instance: { id: string; name: string };
  user: { id: string; email: string; name: string; externalId: string };
  integration: { id: string; name: string; versionSequenceId: string; externalVersion: string };
  flow: { id: string; name: string; stableId?: string };
  startedAt: string;
  globalDebug: boolean;
  [key: string]: any;
}

interface HttpResponse {
  statusCode: number;
  contentType: string;
  headers?: Record<string, string>;
  /** Text; without it the answer is {"executionId": …}. */
  body?: string;
}

interface StateChanges {
  instanceState?: State;
  crossFlowState?: State;
  integrationState?: State;
  executionState?: State;
}

interface TriggerResult extends StateChanges {
  /** What later steps find in stepResults.<trigger>.results. */
  payload: any;
  /** The answer to the caller of the webhook. */
  response?: HttpResponse;
}

interface ActionResult extends StateChanges {
  /** What later steps find in stepResults.<step>.results. */
  data?: any;
  /** The type of binary data; of the answer where this step ends a synchronous flow. */
  contentType?: string;
  statusCode?: number;
  headers?: Record<string, string>;
  body?: any;
}

interface Buffer extends Uint8Array {
  toString(encoding?: string, start?: number, end?: number): string;
  equals(other: Uint8Array): boolean;
  slice(start?: number, end?: number): Buffer;
  write(text: string, offset?: number, length?: number, encoding?: string): number;
}
declare const Buffer: {
  from(data: string | ArrayBuffer | ArrayLike<number> | Uint8Array, encoding?: string): Buffer;
  alloc(size: number, fill?: string | number): Buffer;
  concat(list: readonly Uint8Array[], totalLength?: number): Buffer;
  isBuffer(value: unknown): value is Buffer;
  byteLength(text: string, encoding?: string): number;
};
declare const process: { env: Record<string, string | undefined>; nextTick(call: (...args: any[]) => void, ...args: any[]): void; platform: string; version: string };
declare const global: typeof globalThis;
declare function setImmediate(call: (...args: any[]) => void, ...args: any[]): any;

type Bytes = string | ArrayBuffer | ArrayBufferView;

interface Hash {
  update(data: Bytes, encoding?: string): Hash;
  digest(): Buffer;
  digest(encoding: 'hex' | 'base64' | 'base64url' | 'latin1'): string;
  copy(): Hash;
}
interface Cipher {
  update(data: Bytes): Buffer;
  update(data: Bytes, inputEncoding: string | undefined, outputEncoding: string): string;
  final(): Buffer;
  final(encoding: string): string;
  setAAD(data: Bytes): Cipher;
  getAuthTag(): Buffer;
  setAuthTag(tag: Bytes): Cipher;
  setAutoPadding(pads?: boolean): Cipher;
}
interface KeyObject {
  readonly type: 'secret' | 'public' | 'private';
  readonly asymmetricKeyType?: string;
  export(options?: { type?: string; format?: string }): any;
  equals(other: KeyObject): boolean;
}
interface CryptoModule {
  createHash(algorithm: string): Hash;
  createHmac(algorithm: string, key: Bytes | KeyObject): Hash;
  createCipheriv(algorithm: string, key: Bytes | KeyObject, iv: Bytes | null): Cipher;
  createDecipheriv(algorithm: string, key: Bytes | KeyObject, iv: Bytes | null): Cipher;
  createSign(algorithm: string): { update(data: Bytes): any; sign(key: any): Buffer; sign(key: any, encoding: string): string };
  createVerify(algorithm: string): { update(data: Bytes): any; verify(key: any, signature: Bytes, encoding?: string): boolean };
  sign(algorithm: string | null, data: Bytes, key: any): Buffer;
  verify(algorithm: string | null, data: Bytes, key: any, signature: Bytes): boolean;
  createPrivateKey(key: any): KeyObject;
  createPublicKey(key: any): KeyObject;
  createSecretKey(key: Bytes, encoding?: string): KeyObject;
  pbkdf2Sync(password: Bytes, salt: Bytes, iterations: number, length: number, digest: string): Buffer;
  scryptSync(password: Bytes, salt: Bytes, length: number, options?: { N?: number; r?: number; p?: number }): Buffer;
  timingSafeEqual(one: ArrayBufferView, other: ArrayBufferView): boolean;
  randomBytes(size: number): Buffer;
  randomInt(min: number, max?: number): number;
  randomUUID(): string;
  getHashes(): string[];
  getCiphers(): string[];
}
interface BufferModule { Buffer: typeof Buffer }
interface UtilModule {
  format(...args: unknown[]): string;
  inspect(value: unknown, options?: { depth?: number | null; colors?: boolean; compact?: boolean | number }): string;
  promisify(call: Function): (...args: any[]) => Promise<any>;
  isDeepStrictEqual(one: unknown, other: unknown): boolean;
  types: Record<string, (value: unknown) => boolean>;
}
interface UrlModule {
  URL: typeof URL;
  URLSearchParams: typeof URLSearchParams;
  parse(url: string, query?: boolean): any;
  format(url: any): string;
  resolve(from: string, to: string): string;
}
interface QuerystringModule {
  parse(text: string): Record<string, string | string[]>;
  stringify(value: Record<string, unknown>): string;
  escape(text: string): string;
  unescape(text: string): string;
}
interface PathModule {
  join(...parts: string[]): string;
  resolve(...parts: string[]): string;
  normalize(path: string): string;
  relative(from: string, to: string): string;
  isAbsolute(path: string): boolean;
  dirname(path: string): string;
  basename(path: string, suffix?: string): string;
  extname(path: string): string;
  parse(path: string): { root: string; dir: string; base: string; ext: string; name: string };
  sep: string;
}
interface AssertModule {
  ok(value: unknown, message?: string | Error): void;
  strictEqual(actual: unknown, expected: unknown, message?: string | Error): void;
  deepStrictEqual(actual: unknown, expected: unknown, message?: string | Error): void;
}
interface ZlibModule {
  gzipSync(data: Bytes, options?: object): Buffer;
  gunzipSync(data: Bytes, options?: object): Buffer;
  deflateSync(data: Bytes, options?: object): Buffer;
  inflateSync(data: Bytes, options?: object): Buffer;
  crc32(data: Bytes, value?: number): number;
}
interface OsModule { EOL: string; platform(): string }
declare function require(name: 'process' | 'node:process'): typeof process;
${MODULE_TYPES}
/** A package, as "name@version/file": downloaded from unpkg or jsDelivr while the network is live. */
declare function require(name: string): any;
`;
