import { codeFacts } from '@/model/code-problems';
import { isNodeModule } from '@/lib/node-modules';
import { compile } from '@/model/compile';
import type { Project } from '@/model/project';
import { stepKey } from '@/model/step-key';
import { allPlanSteps } from '@/plan/plan-steps';
import { platformFiles, writeComponents, writeProjectFiles } from './project-files';
import { createNames } from './source-text';
import { writeConfigPages } from './write-config-pages';
import { OWN_NAMES, writeFlow } from './write-flow';
import { TEST_NAMES, writeTests, type ExportedPayload, type TextFile } from './write-tests';

/**
 * The project as a code-native integration (platform.md 9): builds and type-checks with `@prismatic-io/spectral`.
 * `payloadsOf` gives what the tests are made of, by flow id.
 */
export function writeCodeNative(
  project: Project,
  payloadsOf: ReadonlyMap<string, readonly ExportedPayload[]>,
): readonly TextFile[] {
  const nameFlow = createNames([...OWN_NAMES, ...TEST_NAMES]);
  const flows = project.flows.map((flow) => {
    const [payload = null] = flow.payloads;
    const plan = compile(
      flow,
      payload?.triggerBranch === undefined ? null : { ...payload, mocks: [] },
    );
    return { flow, plan, written: writeFlow(flow, plan, nameFlow(stepKey(flow.name))) };
  });
  const components = flows.flatMap(({ written }) => written.components);
  const usesRun = flows.some(({ written }) => written.usesRun);
  const tested = flows.map(({ flow, written }) => ({
    name: flow.name,
    written,
    payloads: payloadsOf.get(flow.id) ?? [],
  }));
  const sources = flows.flatMap(({ plan }) =>
    allPlanSteps(plan.steps).flatMap((step) => (step.kind === 'code' ? [step.source] : [])),
  );
  return [
    ...writeProjectFiles(project, {
      ...modulesOf(sources),
      ...(usesRun ? { 'date-fns': '4.4.0' } : {}),
    }),
    { path: 'src/configPages.ts', text: writeConfigPages(project) },
    { path: 'src/flows.ts', text: writeIndex(flows.map(({ written }) => written.identifier)) },
    ...flows.flatMap(({ written }) => [
      { path: `src/flows/${written.identifier}.ts`, text: written.text },
      ...written.blocks,
    ]),
    ...(components.length === 0 ? [] : [writeComponents(components)]),
    ...(usesRun ? platformFiles() : []),
    ...writeTests(project, tested),
  ];
}

function writeIndex(identifiers: readonly string[]): string {
  const imports = identifiers.map((name) => `import { ${name} } from "./flows/${name}";`);
  const list = identifiers.join(', ');
  return `${imports.join('\n')}\n\nexport { ${list} };\n\nexport default [${list}];\n`;
}

/** Packages the code requires, by name; a version in the name is the package's, else any. */
function modulesOf(sources: readonly string[]): Readonly<Record<string, string>> {
  const found = new Map<string, string>();
  for (const specifier of sources.flatMap((source) => codeFacts(source).requires)) {
    const [, name, version] = /^((?:@[^/@]+\/)?[^/@:]+)(?:@([^/]+))?/.exec(specifier) ?? [];
    if (name === undefined || isNodeModule(specifier) || specifier.startsWith('.')) continue;
    if (!isNodeModule(name)) found.set(name, version ?? '*');
  }
  return Object.fromEntries([...found].toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
