import type { Project } from '@/model/project';
import type { ComponentCall } from './write-flow';
import type { TextFile } from './write-tests';
import { comment, literal } from './source-text';
// Sources as text: the rule takes them for modules.
// oxlint-disable-next-line import/default
import chooseBranchText from '@/plan/choose-branch.ts?raw';
// oxlint-disable-next-line import/default
import conditionsText from '@/plan/conditions.ts?raw';
// oxlint-disable-next-line import/default
import inputsText from '@/plan/inputs.ts?raw';
// oxlint-disable-next-line import/default
import planText from '@/plan/plan.ts?raw';
// oxlint-disable-next-line import/default
import stepInputsText from '@/plan/step-inputs.ts?raw';
// oxlint-disable-next-line import/default
import runText from './template/run.ts?raw';

/** Versions this export was checked with, see the test. */
export const SPECTRAL_VERSION = '10.31.1';

/** All files that do not depend on what the flows do. */
export function writeProjectFiles(
  project: Project,
  modules: Readonly<Record<string, string>>,
): TextFile[] {
  const name = project.name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return [
    {
      path: 'package.json',
      text: `${JSON.stringify(packageJson(name || 'integration', modules), null, 2)}\n`,
    },
    { path: 'tsconfig.json', text: `${JSON.stringify(TSCONFIG, null, 2)}\n` },
    { path: 'tsdown.config.mjs', text: TSDOWN },
    { path: 'vitest.config.mts', text: VITEST },
    { path: '.gitignore', text: 'node_modules\ndist\n' },
    { path: 'README.md', text: readme(project) },
    { path: 'documentation.md', text: `# ${project.name}\n\n${project.description}\n` },
    { path: 'src/blocks.d.ts', text: BLOCKS },
    { path: 'src/componentRegistry.ts', text: REGISTRY },
    { path: 'src/index.ts', text: index(project) },
  ];
}

/** What branches, loops and references mean: the very files this application runs them by. */
export function platformFiles(): TextFile[] {
  const local = (text: string) =>
    text.replaceAll(/from '(?:@\/plan|\.)\/([a-z-]+)'/g, "from './$1'");
  return [
    { path: 'src/platform/run.ts', text: local(runText) },
    { path: 'src/platform/choose-branch.ts', text: local(chooseBranchText) },
    { path: 'src/platform/conditions.ts', text: local(conditionsText) },
    { path: 'src/platform/inputs.ts', text: local(inputsText) },
    { path: 'src/platform/step-inputs.ts', text: local(stepInputsText) },
    { path: 'src/platform/plan.ts', text: withoutIds(planText) },
  ];
}

/** Ids have types of their own here, and are texts there. */
function withoutIds(text: string): string {
  return text.replace(
    /^import type .* from '@\/lib\/ids';$/m,
    'type FlowId = string;\ntype StepId = string;',
  );
}

/** A function for each step of another component: to be written, and mocked by the tests. */
export function writeComponents(calls: readonly ComponentCall[]): TextFile {
  const functions = calls.map(({ identifier, step }) => {
    const { component, action } = step.data;
    const message = `${step.name} is a step of the component ${component.key} (${action}), which this export does not contain. Write src/components.ts, for example with @prismatic-io/components-${component.key}.`;
    return [
      comment(`${step.name}: ${component.key}, ${action}`),
      `export async function ${identifier}(_context: any, _inputs: Record<string, unknown>): Promise<{ data: unknown }> {`,
      `  throw new Error(${JSON.stringify(message)});`,
      '}',
    ].join('\n');
  });
  return { path: 'src/components.ts', text: `${functions.join('\n\n')}\n` };
}

function packageJson(name: string, modules: Readonly<Record<string, string>>) {
  return {
    name,
    version: '0.0.1',
    private: true,
    scripts: { build: 'tsdown', test: 'vitest run', typecheck: 'tsc --noEmit' },
    dependencies: { '@prismatic-io/spectral': SPECTRAL_VERSION, ...modules },
    devDependencies: {
      '@types/node': '22.13.10',
      tsdown: '0.15.12',
      typescript: '5.9.3',
      vitest: '4.1.12',
    },
  };
}

const TSCONFIG = {
  compilerOptions: {
    target: 'ES2023',
    module: 'ESNext',
    moduleResolution: 'bundler',
    lib: ['ES2024'],
    types: ['node'],
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    esModuleInterop: true,
    isolatedModules: true,
  },
  include: ['src'],
};

const TSDOWN = `import { defineConfig } from "tsdown";

export default defineConfig({
  entry: ["src/index.ts"],
  format: "cjs",
  platform: "node",
  dts: false,
  noExternal: [/.*/],
});
`;

const VITEST = `import { defineConfig } from "vitest/config";

export default defineConfig({ test: { include: ["src/**/*.test.ts"] } });
`;

const BLOCKS = `/** The code of the flow's steps, as it was written: CommonJS, unchanged. */
declare module "*.cjs" {
  const perform: (context: any, input: any) => any;
  export default perform;
}
`;

const REGISTRY = `import { componentManifests } from "@prismatic-io/spectral";

/** Components whose actions the flows call through context.components. */
export const componentRegistry = componentManifests({});
`;

function index({ name, description }: Project): string {
  return `import { integration } from "@prismatic-io/spectral";
import { componentRegistry } from "./componentRegistry";
import { configPages } from "./configPages";
import flows from "./flows";

export { componentRegistry, configPages };

export default integration({
  name: ${literal(name)},
  description: ${literal(description)},
  flows,
  configPages,
  componentRegistry,
});
`;
}

function readme({ name }: Project): string {
  return `# ${name}

A code-native integration, written by Code Connector from the flows of the project of this name.

- \`src/flows/\`: a file per flow. \`src/steps/\`: the code of their steps, unchanged.
- \`src/configPages.ts\`: config variables and connections. Their secrets are in no file.
- \`src/flows.test.ts\`: a test for each payload, in \`src/payloads/\`.
- \`src/components.ts\`, where it is there: a function for each step of another component, yet to be written.

\`npm install\`, then \`npm run typecheck\`, \`npm test\`, \`npm run build\`.

Tests that need the secrets of connections are skipped until the variable \`TEST_CONFIG_VARS\` holds them, as JSON:
\`{"Acme Connection": {"fields": {"apiKey": "…"}}}\`.
`;
}
