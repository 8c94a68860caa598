import { configValues } from '@/model/config-values';
import { connectionFields } from '@/model/connection-fields';
import type { Project } from '@/model/project';
import { stepKey } from '@/model/step-key';
import type { WrittenFlow } from './write-flow';
import { literal } from './source-text';

/** A payload as the trigger receives it, and what came of it here where that is known. */
export interface ExportedPayload {
  readonly name: string;
  /** The platform's payload object as JSON text; bytes as `{type: "Buffer", data}`. */
  readonly text: string;
  readonly mocks: readonly {
    readonly step: string;
    readonly kind: 'result' | 'error';
    readonly text: string;
  }[];
  readonly outcome: ExportedOutcome | null;
}

/** What a mocked step yields in the export's tests. */
export type ExportedOutcome =
  | { readonly kind: 'result'; readonly data: unknown }
  | { readonly kind: 'error'; readonly message: string };

/** A written flow and the payloads that its tests run it with. */
export interface TestedFlow {
  readonly name: string;
  readonly written: WrittenFlow;
  readonly payloads: readonly ExportedPayload[];
}

/** A file of the export; its path begins at the export's folder. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/** What the file of tests names by itself. */
export const TEST_NAMES = [
  'components',
  'configVars',
  'describe',
  'expect',
  'hasSecrets',
  'hasSecretsOf',
  'invokeFlow',
  'it',
  'outcomeOf',
  'payload',
  'readPayload',
  'run',
  'vi',
  'withSecrets',
];

/** A test per payload through `invokeFlow`, and the payloads as files beside it. */
export function writeTests(project: Project, all: readonly TestedFlow[]): TextFile[] {
  const flows = all.filter(({ payloads }) => payloads.length > 0);
  if (flows.length === 0) return [];
  const files = flows.flatMap(({ written, payloads }) =>
    payloads.map(({ text }, index) => ({ path: payloadPath(written, index), text: `${text}\n` })),
  );
  return [{ path: 'src/flows.test.ts', text: writeTestFile(project, flows) }, HELPER, ...files];
}

function payloadPath({ identifier }: WrittenFlow, index: number): string {
  return `src/payloads/${identifier}-${index + 1}.json`;
}

function writeTestFile(project: Project, flows: readonly TestedFlow[]): string {
  const values = configValues(project.configVars, { read: () => null, token: () => null });
  const missing = project.configVars.flatMap(({ name, connection }) =>
    connection === null || !connectionFields(connection).some(({ isSecret }) => isSecret)
      ? []
      : [name],
  );
  const hasComponents = flows.some(({ written }) => written.components.length > 0);
  const names = flows.map(({ written }) => written.identifier);
  return [
    'import { invokeFlow } from "@prismatic-io/spectral/dist/testing";',
    `import { describe, expect, it${hasComponents ? ', vi' : ''} } from "vitest";`,
    ...(hasComponents ? ['import * as components from "./components";'] : []),
    `import { ${names.join(', ')} } from "./flows";`,
    'import { hasSecretsOf, outcomeOf, readPayload, withSecrets } from "./testing";',
    '',
    ...(hasComponents ? ['vi.mock("./components");', ''] : []),
    '// The test values of the project. Secrets are in no file: see README.md.',
    `const configVars: any = withSecrets(${literal(values)});`,
    `const hasSecrets = hasSecretsOf(${literal(missing)});`,
    '',
    ...flows.flatMap((flow) => writeFlowTests(flow)),
  ].join('\n');
}

function writeFlowTests({ name, written, payloads }: TestedFlow): string[] {
  return [
    `describe(${JSON.stringify(name)}, () => {`,
    ...payloads.flatMap((payload, index) => [
      `  it.runIf(hasSecrets)(${JSON.stringify(payload.name)}, async () => {`,
      ...mocksOf(written, payload).map((line) => `    ${line}`),
      `    const payload = readPayload("${written.identifier}-${index + 1}.json");`,
      `    const run = invokeFlow(${written.identifier}, { configVars, payload });`,
      ...expectation(payload.outcome).map((line) => `    ${line}`),
      '  });',
    ]),
    '});',
    '',
  ];
}

function mocksOf({ components }: WrittenFlow, { mocks }: ExportedPayload): string[] {
  return components.flatMap(({ identifier, step }) => {
    const mock = mocks.find((candidate) => candidate.step === stepKey(step.name));
    if (mock === undefined) return [];
    const mocked = `vi.mocked(components.${identifier})`;
    if (mock.kind === 'error') {
      return [`${mocked}.mockRejectedValue(new Error(${JSON.stringify(mock.text)}));`];
    }
    return [`${mocked}.mockResolvedValue({ data: JSON.parse(${JSON.stringify(mock.text)}) });`];
  });
}

function expectation(outcome: ExportedOutcome | null): string[] {
  if (outcome === null) {
    return [
      '// What came of it was not known when this was written: the first run notes it down.',
      'expect(await outcomeOf(run)).toMatchSnapshot();',
    ];
  }
  const expected = outcome.kind === 'error' ? { error: outcome.message } : { data: outcome.data };
  return [`expect(await outcomeOf(run)).toEqual(${indentedLiteral(expected)});`];
}

function indentedLiteral(value: unknown): string {
  return literal(value, '    ');
}

const HELPER: TextFile = {
  path: 'src/testing.ts',
  text: `import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A payload as the trigger receives it; bytes come back as Buffers. */
export function readPayload(file: string): any {
  const text = readFileSync(join(__dirname, "payloads", file), "utf8");
  return JSON.parse(text, (_key, value) =>
    value?.type === "Buffer" && Array.isArray(value.data) ? Buffer.from(value.data) : value,
  );
}

/** What a run gives, as it travels: its data as JSON, or the error's message. */
export async function outcomeOf(run: Promise<{ result: { data?: unknown } | undefined }>): Promise<unknown> {
  try {
    const data = (await run).result?.data;
    return { data: data === undefined ? null : JSON.parse(JSON.stringify(data)) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

const secrets: Record<string, { fields?: Record<string, unknown>; token?: unknown }> = JSON.parse(
  process.env["TEST_CONFIG_VARS"] ?? "{}",
);

/** The values, with the secrets that the variable TEST_CONFIG_VARS holds. */
export function withSecrets(values: Record<string, any>): Record<string, unknown> {
  const filled: Record<string, unknown> = { ...values };
  for (const [name, secret] of Object.entries(secrets)) {
    const value = values[name];
    filled[name] =
      typeof value === "object" && value !== null
        ? { ...value, ...secret, fields: { ...value.fields, ...secret.fields } }
        : secret;
  }
  return filled;
}

/** Whether the secrets of these connections are at hand. */
export function hasSecretsOf(names: string[]): boolean {
  return names.every((name) => Object.hasOwn(secrets, name));
}
`,
};
