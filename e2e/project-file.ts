/** A step of a flow that a test makes, as the project file has it but for its id and its place. */
export interface FileStep {
  readonly name: string;
  readonly kind: string;
  readonly data: object;
  /** By the name of the branch; of a loop under ''. */
  readonly inside?: Readonly<Record<string, readonly FileStep[]>>;
  readonly timeoutMs?: number;
  readonly errorHandling?: object;
}

/** A step of code. The first of a project is its trigger. */
export interface CodeStep {
  readonly name: string;
  readonly code: string;
  readonly timeoutMs?: number;
}

interface FlowFile {
  readonly name: string;
  /** At the top level, the trigger first. */
  readonly steps: readonly FileStep[];
  /** Between those, by their place; else they are a chain. */
  readonly edges?: readonly (readonly [from: number, to: number])[];
  /** One named "test" with an empty object, where none are given. */
  readonly payloads?: readonly { readonly name: string; readonly body: string }[];
  /** What else stands in the project. */
  readonly settings?: object;
}

/** The text of a project file with one flow of code steps: a chain, or the given edges between steps by their place. */
export function projectFile(
  name: string,
  steps: readonly CodeStep[],
  body = '{}',
  edges?: FlowFile['edges'],
): string {
  return flowFile({
    name,
    steps: steps.map(({ code, ...step }, at) => ({
      ...step,
      kind: at === 0 ? 'codeBlockTrigger' : 'codeBlock',
      data: { code },
    })),
    payloads: [{ name: 'test', body }],
    ...(edges === undefined ? {} : { edges }),
  });
}

/** The text of a project file with one flow of any steps. */
export function flowFile(file: FlowFile): string {
  const { name, payloads = [{ name: 'test', body: '{}' }], settings = {} } = file;
  const { edges = file.steps.slice(1).map((_, at) => [at, at + 1] as const) } = file;
  const id = (kind: number, at: number) => `${kind}${at}`.padStart(16, '0');
  const steps: object[] = [];
  const add = (step: FileStep, parent: object | null, y: number): string => {
    const { inside = {}, data, ...own } = step;
    const stepId = id(2, steps.length);
    steps.push({ ...own, id: stepId, data, parent, position: { x: 320, y } });
    const branches = 'branches' in data ? (data.branches as readonly FileBranch[]) : [];
    for (const [place, inner] of Object.entries(inside)) {
      const branch = branches.find((candidate) => candidate.name === place)?.id ?? null;
      for (const child of inner) add(child, { stepId, branch }, 0);
    }
    return stepId;
  };
  const top = file.steps.map((step, at) => add(step, null, 80 + at * 112));
  const flow = {
    id: id(1, 0),
    name,
    description: '',
    isSynchronous: false,
    steps,
    edges: edges.map(([from, to], at) => ({ id: id(3, at), from: top[from], to: top[to] })),
    payloads: payloads.map((payload, at) => ({
      id: id(4, at),
      name: payload.name,
      method: 'POST',
      contentType: 'application/json',
      headers: [{ name: 'Content-Type', value: 'application/json' }],
      queryParameters: [],
      pathFragment: '',
      body: { kind: 'text', text: payload.body },
    })),
  };
  const project = { id: id(5, 0), name, description: '', flows: [flow], configVars: [] };
  return JSON.stringify({
    format: 'code-connector-project',
    version: 2,
    project: { ...project, ...settings },
  });
}

/** What the data of a step with branches holds of each. */
interface FileBranch {
  readonly id: string;
  readonly name: string;
}

/** The trigger of a flow that does not care how it is called: it hands its request on. */
export const CODE_TRIGGER: FileStep = {
  name: 'Trigger',
  kind: 'codeBlockTrigger',
  data: { code: 'module.exports = async (context, payload) => ({ payload });' },
};

/** A code step inside a container, or behind a trigger of another kind. */
export function codeStep(name: string, code = 'module.exports = async () => ({ data: 1 });') {
  return { name, kind: 'codeBlock', data: { code } } satisfies FileStep;
}

/** Takes its first branch where the condition holds, as the platform writes conditions; the last branch is Else. */
export function branchStep(
  name: string,
  branches: Readonly<Record<string, readonly FileStep[]>>,
  condition: readonly unknown[] = ['and'],
): FileStep {
  const names = Object.keys(branches);
  return {
    name,
    kind: 'branchOnExpression',
    data: {
      inputs: {
        conditions: {
          type: 'complex',
          value: names
            .slice(0, -1)
            .map((branch) => ({ name: branch, type: 'complex', value: condition })),
        },
      },
      branches: names.map((branch, at) => ({
        id: `branch${at}-${name}`.replaceAll(' ', ''),
        name: branch,
      })),
    },
    inside: branches,
  };
}

/** A loop over what `items` refers to, such as `trigger.results.lines`. */
export function loopStep(name: string, steps: readonly FileStep[], items = ''): FileStep {
  const inputs = { items: { type: 'reference', value: items } };
  return inputsStep(name, 'loopOverItems', inputs, { '': steps });
}

/** A step that has nothing but inputs. */
export function inputsStep(
  name: string,
  kind: string,
  inputs: Readonly<Record<string, unknown>> = {},
  inside: FileStep['inside'] = {},
): FileStep {
  return { name, kind, data: { inputs }, inside };
}
