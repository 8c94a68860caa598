import { stepKey } from '@/model/step-key';
import { flowRetry } from '@/model/flow-retry';
import { isObject, keptValue, type Json } from '@/model/kept';
import type { Flow, Step } from '@/model/project';
import type { ErrorHandling, Plan, PlanBranch, PlanStep } from '@/plan/plan';
import { allPlanSteps } from '@/plan/plan-steps';
import { comment, createNames, indented, literal } from './source-text';

/** A flow as a file of TypeScript, with what belongs to it. */
export interface WrittenFlow {
  /** The name it is exported by. */
  readonly identifier: string;
  readonly text: string;
  /** Code steps' texts, unchanged, by path. */
  readonly blocks: readonly { readonly path: string; readonly text: string }[];
  /** Steps of other components, which the project has to bring itself. */
  readonly components: readonly ComponentCall[];
  readonly usesRun: boolean;
}

/** A step of another component, which the export leaves to a function that people write. */
export interface ComponentCall {
  /** Its function in src/components.ts. */
  readonly identifier: string;
  readonly step: Step & { readonly kind: 'componentStep' };
}

/** The pattern of platform.md 9.2; with branches, loops or error handling the steps are calls of src/platform/run.ts. */
export function writeFlow(flow: Flow, plan: Plan, identifier: string): WrittenFlow {
  const writer = new FlowWriter(flow, plan, identifier);
  return writer.write();
}

/** What the file of a flow names by itself. */
export const OWN_NAMES = [
  'components',
  'context',
  'flow',
  'params',
  'payload',
  'run',
  'startRun',
  'stepResults',
];

/** Of the step at this place behind the trigger. */
function resultName(index: number): string {
  return `result${index + 1}`;
}

class FlowWriter {
  readonly #flow: Flow;
  readonly #plan: Plan;
  readonly #identifier: string;
  readonly #names: (wanted: string) => string;
  readonly #imports = new Map<string, string>();
  readonly #blocks: { path: string; text: string }[] = [];
  readonly #components: ComponentCall[] = [];

  constructor(flow: Flow, plan: Plan, identifier: string) {
    this.#flow = flow;
    this.#plan = plan;
    this.#identifier = identifier;
    this.#names = createNames([
      ...OWN_NAMES,
      ...plan.steps.map((_, index) => resultName(index)),
      identifier,
    ]);
  }

  write(): WrittenFlow {
    const [trigger, ...steps] = this.#plan.steps;
    if (trigger === undefined) throw new Error('A flow has a trigger.');
    const isPlain =
      steps.every(({ kind, errorHandling }) => kind === 'code' && !isHandled(errorHandling)) &&
      (trigger.kind !== 'pass' || trigger.branches.length === 0);
    const onTrigger = this.#trigger(trigger);
    const onExecution = isPlain ? this.#plainSteps(trigger, steps) : this.#runSteps(trigger, steps);
    const members = [
      ...settingsOf(this.#flow),
      `onTrigger: ${onTrigger},`,
      `onExecution: ${onExecution},`,
    ];
    const usesRun = !isPlain || onTrigger.includes('startRun(');
    const imports = [
      'import { flow } from "@prismatic-io/spectral";',
      ...(this.#components.length === 0 ? [] : ['import * as components from "../components";']),
      ...(usesRun ? ['import { startRun } from "../platform/run";'] : []),
      ...[...this.#imports].map(([name, path]) => `import ${name} from ${JSON.stringify(path)};`),
    ];
    const body = members.map((member) => indented(member, '  ')).join('\n');
    return {
      identifier: this.#identifier,
      text: `${imports.join('\n')}\n\nexport const ${this.#identifier} = flow({\n${body}\n});\n`,
      blocks: this.#blocks,
      components: this.#components,
      usesRun,
    };
  }

  #trigger(trigger: PlanStep): string {
    if (trigger.kind === 'code') {
      const name = this.#block(trigger.key, trigger.source);
      return `async (context, payload) => (await ${name}(context, payload)) as any`;
    }
    const response = trigger.kind === 'pass' ? trigger.response : null;
    if (response === null) return 'async (_context, payload) => ({ payload })';
    const { key } = trigger;
    return [
      'async (context, payload) => {',
      `  const run = startRun(context as any, ${JSON.stringify(key)}, payload);`,
      `  const response = run.response(${indented(literal(response), '  ').trimStart()});`,
      '  return { payload, response };',
      '}',
    ].join('\n');
  }

  #plainSteps(trigger: PlanStep, steps: readonly PlanStep[]): string {
    const start = `const stepResults: any = { ${JSON.stringify(trigger.key)}: { results: params.onTrigger.results } };`;
    const lines = steps.flatMap((step, index) => {
      if (step.kind !== 'code') return [];
      const name = this.#block(step.key, step.source);
      const result = resultName(index);
      return [
        `const ${result} = await ${name}(context, stepResults);`,
        `stepResults[${JSON.stringify(step.key)}] = { results: ${result}?.data };`,
      ];
    });
    const end =
      steps.length === 0 ? 'return { data: null };' : `return ${resultName(steps.length - 1)};`;
    return arrow([start, ...lines, end], steps.length === 0 ? '_context' : 'context');
  }

  #runSteps(trigger: PlanStep, steps: readonly PlanStep[]): string {
    const inner = [...this.#triggerBranches(trigger), ...steps.flatMap((step) => this.#step(step))];
    return arrow(
      [
        `const run = startRun(context as any, ${JSON.stringify(trigger.key)}, params.onTrigger.results);`,
        'return run.finish(async () => {',
        ...inner.map((line) => indented(line, '  ')),
        '});',
      ],
      'context',
    );
  }

  /** Which branch an app's trigger takes is said by the app; here it is the one the payload names. */
  #triggerBranches(trigger: PlanStep): string[] {
    if (trigger.kind !== 'pass' || trigger.branches.length === 0) return [];
    const taken = trigger.takes ?? 0;
    return [
      comment(
        'The app’s own trigger says which branch is taken; this is the one chosen for tests.',
      ),
      `await run.take(${JSON.stringify(trigger.branches[taken]?.name ?? '')}, ${this.#branches(trigger.branches)});`,
    ];
  }

  #branches(branches: readonly PlanBranch[]): string {
    const rows = branches.map(
      ({ name, steps }) => `  [${JSON.stringify(name)}, ${this.#sequence(steps, '  ')}],`,
    );
    return `[\n${rows.join('\n')}\n]`;
  }

  #sequence(steps: readonly PlanStep[], indent: string): string {
    const lines = steps.flatMap((step) => this.#step(step));
    if (lines.length === 0) return 'async () => undefined';
    return `async () => {\n${lines.map((line) => indented(line, `${indent}  `)).join('\n')}\n${indent}}`;
  }

  #step(step: PlanStep): string[] {
    const key = JSON.stringify(step.key);
    const handling = isHandled(step.errorHandling) ? literal(step.errorHandling) : 'null';
    switch (step.kind) {
      case 'code': {
        const name = this.#block(step.key, step.source);
        return [`await run.step(${key}, ${handling}, () => ${name}(context, run.stepResults));`];
      }
      case 'branch':
        return [
          `await run.branch(${key}, ${literal({ by: step.by, inputs: step.inputs })}, ${this.#branches(step.branches)});`,
        ];
      case 'loop': {
        const how = literal({ over: step.over, inputs: step.inputs });
        const inside = literal(allPlanSteps(step.steps).map((inner) => inner.key));
        const last = literal(step.steps.at(-1)?.key ?? null);
        return [
          `await run.loop(${key}, ${how}, ${inside}, ${last}, ${this.#sequence(step.steps, '')});`,
        ];
      }
      case 'break':
        return ['run.breakLoop();'];
      case 'stop':
        return [`run.stop(${key});`];
      case 'log':
        return [`run.log(${key}, ${literal(step.inputs)});`];
      case 'select':
        return [`run.select(${key}, ${literal(step.inputs)});`];
      case 'missing':
      case 'given':
      case 'failing':
        return this.#component(step, handling);
      case 'pass':
        return [];
    }
  }

  #component(planned: PlanStep, handling: string): string[] {
    const step = this.#flow.steps.find(({ id }) => id === planned.id);
    if (step?.kind !== 'componentStep') return [];
    const identifier = `${this.#identifier}_${this.#names(stepKey(step.name))}`;
    this.#components.push({ identifier, step });
    return [
      comment(`${step.name}: ${step.data.component.key}, ${step.data.action}`),
      `await run.step(${JSON.stringify(planned.key)}, ${handling}, () => components.${identifier}(context, run.inputs(${literal(step.data.inputs)})));`,
    ];
  }

  #block(key: string, text: string): string {
    const name = this.#names(key);
    this.#imports.set(name, `../steps/${this.#identifier}/${name}.cjs`);
    this.#blocks.push({ path: `src/steps/${this.#identifier}/${name}.cjs`, text });
    return name;
  }
}

function arrow(lines: readonly string[], context: string): string {
  return `async (${context}, params) => {\n${lines.map((line) => indented(line, '  ')).join('\n')}\n}`;
}

function isHandled(handling: ErrorHandling | null): boolean {
  return handling !== null && handling.type !== 'fail';
}

/** What the flow says besides its steps; what the platform's file said beyond it comes along. */
function settingsOf(flow: Flow): string[] {
  const { name, description, id, isSynchronous, kept } = flow;
  const trigger = flow.steps[0];
  const security = keptValue(kept, 'endpointSecurityType') ?? 'customer_optional';
  const schedule = scheduleOf(trigger);
  const settings: Record<string, unknown> = {
    name,
    stableKey: id,
    ...(description === '' ? {} : { description }),
    isSynchronous,
    endpointSecurityType: security,
    ...retryOf(flow),
    ...queueOf(flow),
    ...(schedule === null ? {} : { schedule }),
  };
  return Object.entries(settings).map(([key, value]) => `${key}: ${literal(value)},`);
}

function retryOf(flow: Flow): Record<string, unknown> {
  const retry = flowRetry(flow);
  if (retry === null) return {};
  const field = triggerField(flow, keptValue(flow.kept, 'retryConfig'), 'uniqueRequestIdField');
  return { retryConfig: { ...retry, ...field } };
}

function queueOf(flow: Flow): Record<string, unknown> {
  const config = keptValue(flow.kept, 'queueConfig');
  if (!isObject(config)) return {};
  const types = [
    ['usesFifoQueue', 'boolean'],
    ['singletonExecutions', 'boolean'],
    ['concurrencyLimit', 'number'],
  ] as const;
  const plain = types.flatMap(([key, type]) =>
    typeof config[key] === type ? [[key, config[key]] as const] : [],
  );
  const queueConfig = {
    ...Object.fromEntries(plain),
    ...triggerField(flow, config, 'dedupeIdField'),
  };
  return Object.keys(queueConfig).length === 0 ? {} : { queueConfig };
}

/** A reference to what the trigger gives, as code names it: by the path within its results. */
function triggerField(
  flow: Flow,
  config: Json | undefined,
  key: string,
): Readonly<Record<string, string>> {
  const input = isObject(config) ? config[key] : undefined;
  const value = isObject(input) && input['type'] === 'reference' ? input['value'] : input;
  if (typeof value !== 'string') return {};
  const results = `${stepKey(flow.steps[0]?.name ?? '')}.results.`;
  return value.startsWith(results) ? { [key]: value.slice(results.length) } : {};
}

function scheduleOf(trigger: Step | undefined): { value: string; timezone?: string } | null {
  if (trigger?.kind !== 'scheduleTrigger') return null;
  const schedule: unknown = trigger.data.schedule ?? keptValue(trigger.kept, 'schedule');
  if (!isObject(schedule) || typeof schedule['value'] !== 'string') return null;
  const meta = schedule['meta'];
  const zone = isObject(meta) ? meta['timeZone'] : undefined;
  return {
    value: schedule['value'],
    ...(typeof zone === 'string' && zone !== '' ? { timezone: zone } : {}),
  };
}
