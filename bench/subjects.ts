import { codeStep, flowFile, inputsStep, projectFile } from '../e2e/project-file';

/** Texts of the projects and the bare code that are measured. */

const TRIGGER = `module.exports = async (context, payload) => ({ payload: { count: 0 } });`;

const PASS_BODY = 'module.exports = async (context, payload) => ({ payload: payload.body.data });';

/** A chain of `count` steps; each reads the one before it and returns a little more. */
export function chainProject(count: number): string {
  const keys = Array.from({ length: count }, (_, at) => (at === 0 ? 'trigger' : `step${at + 1}`));
  const codes = keys.map((_, at) =>
    at === 0
      ? TRIGGER
      : `module.exports = async (context, stepResults) => {
  const { count } = stepResults.${keys[at - 1] ?? ''}.results;
  return { data: { count: count + 1 } };
};`,
  );
  return projectFile(
    `Chain of ${count}`,
    codes.map((code, at) => ({ name: at === 0 ? 'Trigger' : `Step ${at + 1}`, code })),
  );
}

/** A flow whose second step never ends by itself. */
export function endlessProject(): string {
  return projectFile('Endless', [
    { name: 'Trigger', code: TRIGGER },
    { name: 'Forever', code: 'module.exports = async () => { for (;;); };' },
  ]);
}

/** A flow whose second step ends or does not, as the request's body says. */
export function loopingProject(): string {
  return projectFile('Looping', [
    { name: 'Trigger', code: PASS_BODY },
    {
      name: 'Loop',
      code: 'module.exports = async (context, { trigger }) => { while (trigger.results.isEndless); return { data: 1 }; };',
    },
  ]);
}

/** A loop around one step that does next to nothing. */
export function iterationsProject(iterations: number): string {
  const times = { iterationCount: { type: 'value', value: String(iterations) } };
  return flowFile({
    name: 'Iterations',
    steps: [
      { name: 'Trigger', kind: 'codeBlockTrigger', data: { code: TRIGGER } },
      inputsStep('Repeat', 'loopNTimes', times, { '': [codeStep('Step')] }),
    ],
  });
}

/** A trigger and a step that logs so many rows. */
export function loggingProject(rows: number): string {
  return projectFile('Logging', [
    { name: 'Trigger', code: TRIGGER },
    {
      name: 'Log',
      code: `module.exports = async ({ logger }) => { for (let at = 0; at < ${rows}; at += 1) logger.info('row ' + at); return { data: 1 }; };`,
    },
  ]);
}

/** A trigger and a step that computes for so many milliseconds and logs one row. */
export function computingProject(ms: number): string {
  return projectFile('Computing', [
    { name: 'Trigger', code: TRIGGER },
    {
      name: 'Compute',
      code: `module.exports = async ({ logger }) => { const until = Date.now() + ${ms}; while (Date.now() < until); logger.info('row'); return { data: 1 }; };`,
    },
  ]);
}

/** What of an ordinary export makes so many megabytes as JSON. */
function rowsOf(megabytes: number) {
  const row = { id: 1, name: 'A product of ordinary length', price: 12.5, tags: ['a', 'b'] };
  const count = Math.round((megabytes * 1e6) / (JSON.stringify(row).length + 1));
  return { row, count };
}

/** JSON of about so many megabytes. */
export function jsonOf(megabytes: number): string {
  const { row, count } = rowsOf(megabytes);
  return JSON.stringify(Array.from({ length: count }, () => row));
}

/** More than this is no request of the platform's; then the trigger makes the data itself. */
const MOST_BODY_MEGABYTES = 10;

/** A chain of which each step reads what the one before it returned, and returns it. */
export function passingProject(count: number, megabytes: number): string {
  const { row, count: rows } = rowsOf(megabytes);
  const isSent = megabytes <= MOST_BODY_MEGABYTES;
  const make = `module.exports = async () => ({ payload: Array.from({ length: ${rows} }, () => (${JSON.stringify(row)})) });`;
  return projectFile(
    `Passing of ${count}`,
    Array.from({ length: count }, (_, at) => ({
      name: at === 0 ? 'Trigger' : `Step ${at + 1}`,
      code:
        at > 0
          ? `module.exports = async (context, stepResults) => ({ data: stepResults.${at === 1 ? 'trigger' : `step${at}`}.results });`
          : isSent
            ? PASS_BODY
            : make,
    })),
    isSent ? jsonOf(megabytes) : '{}',
  );
}

/** The platform's own file: flows of a webhook and code steps, as large as it is said to be. */
export function platformFile(flows: number, steps: number, megabytes: number): string {
  const comment =
    '        // An ordinary line of a person who writes down what this code is for.\n';
  const lines = Math.round((megabytes * 1e6) / (flows * steps * (comment.length + 8)));
  const step = (at: number) => `      - name: Step ${at + 1}
        description: ''
        isTrigger: false
        action:
          key: runCode
          component: { key: code, version: LATEST, isPublic: true }
        inputs:
          code:
            type: value
            value: |
              module.exports = async (context, stepResults) => {
${`        ${comment}`.repeat(lines)}                return { data: ${at} };
              };
`;
  const trigger = `      - name: Start
        description: ''
        isTrigger: true
        action:
          key: webhook
          component: { key: webhook-triggers, version: LATEST, isPublic: true }
        inputs: {}
`;
  const flow = (at: number) => `  - name: Flow ${at + 1}
    description: ''
    isSynchronous: false
    steps:
${trigger}${Array.from({ length: steps - 1 }, (_, index) => step(index + 1)).join('')}`;
  return `definitionVersion: 7
name: Large
description: ''
flows:
${Array.from({ length: flows }, (_, at) => flow(at)).join('')}`;
}

/** The source of a worker that compiles ten functions and runs them in one call: nothing can be faster. */
export const BARE_WORKER = `
onmessage = async ({ data: sources }) => {
  const stepResults = {};
  let last = null;
  for (const { key, source } of sources) {
    const module = { exports: {} };
    new Function('module', 'exports', 'require', source)(module, module.exports, undefined);
    const returned = await module.exports({}, stepResults);
    last = returned.data ?? returned.payload;
    stepResults[key] = { results: last };
  }
  postMessage(last);
};`;

/** The same ten steps for the bare worker. */
export function bareSteps(count: number): { key: string; source: string }[] {
  // Written by `chainProject`.
  const file = JSON.parse(chainProject(count)) as {
    project: { flows: [{ steps: { data: { code: string } }[] }] };
  };
  return file.project.flows[0].steps.map(({ data }, at) => ({
    key: at === 0 ? 'trigger' : `step${at + 1}`,
    source: data.code,
  }));
}
