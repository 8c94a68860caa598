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
  return projectText(
    `Chain of ${count}`,
    codes.map((code, at) => ({ name: at === 0 ? 'Trigger' : `Step ${at + 1}`, code })),
  );
}

/** A flow whose second step never ends by itself. */
export function endlessProject(): string {
  return projectText('Endless', [
    { name: 'Trigger', code: TRIGGER },
    { name: 'Forever', code: 'module.exports = async () => { for (;;); };' },
  ]);
}

/** A flow whose second step ends or does not, as the request's body says. */
export function loopingProject(): string {
  return projectText('Looping', [
    { name: 'Trigger', code: PASS_BODY },
    {
      name: 'Loop',
      code: 'module.exports = async (context, { trigger }) => { while (trigger.results.isEndless); return { data: 1 }; };',
    },
  ]);
}

/** A loop around one step that does next to nothing. */
export function iterationsProject(iterations: number): string {
  // Written just below.
  const file = JSON.parse(
    projectText('Iterations', [
      { name: 'Trigger', code: TRIGGER },
      { name: 'Repeat', code: '' },
      { name: 'Step', code: 'module.exports = async () => ({ data: 1 });' },
    ]),
  ) as {
    version: number;
    project: { flows: [{ steps: Record<string, unknown>[]; edges: unknown[] }] };
  };
  const [flow] = file.project.flows;
  const [, loop, step] = flow.steps;
  file.version = 2;
  Object.assign(loop ?? {}, {
    kind: 'loopNTimes',
    data: { inputs: { iterationCount: { type: 'value', value: String(iterations) } } },
  });
  Object.assign(step ?? {}, { parent: { stepId: loop?.['id'], branch: null } });
  flow.edges.length = 1;
  return JSON.stringify(file);
}

/** A trigger and a step that logs so many rows. */
export function loggingProject(rows: number): string {
  return projectText('Logging', [
    { name: 'Trigger', code: TRIGGER },
    {
      name: 'Log',
      code: `module.exports = async ({ logger }) => { for (let at = 0; at < ${rows}; at += 1) logger.info('row ' + at); return { data: 1 }; };`,
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
  return projectText(
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

function projectText(
  name: string,
  steps: readonly { name: string; code: string }[],
  body = '{}',
): string {
  const id = (text: string) => Buffer.from(`${name}/${text}`).toString('hex').padEnd(16, '0');
  const flow = {
    id: id('flow'),
    name,
    description: '',
    isSynchronous: false,
    steps: steps.map((step, at) => ({
      id: id(step.name),
      name: step.name,
      description: '',
      timeoutMs: null,
      position: { x: 320, y: 80 + at * 112 },
      kind: at === 0 ? 'codeBlockTrigger' : 'codeBlock',
      data: { code: step.code },
    })),
    edges: steps.slice(1).map((step, at) => ({
      id: id(`edge ${at}`),
      from: id(steps[at]?.name ?? ''),
      to: id(step.name),
    })),
    payloads: [
      {
        id: id('payload'),
        name: 'empty object',
        method: 'POST',
        contentType: 'application/json',
        headers: [{ name: 'Content-Type', value: 'application/json' }],
        queryParameters: [],
        pathFragment: '',
        body: { kind: 'text', text: body },
      },
    ],
  };
  const project = { id: id('project'), name, description: '', flows: [flow], configVars: [] };
  return JSON.stringify({ format: 'code-connector-project', version: 1, project });
}
