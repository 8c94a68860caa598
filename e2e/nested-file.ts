/** A step of a flow that a test makes, with what stands in it. */
export interface NestedStep {
  readonly name: string;
  readonly kind: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** By the name of the branch; of a loop under ''. */
  readonly inside?: Readonly<Record<string, readonly NestedStep[]>>;
  readonly errorHandling?: Readonly<Record<string, unknown>>;
}

export function codeStep(name: string, code = 'module.exports = async () => ({ data: 1 });') {
  return { name, kind: 'codeBlock', data: { code } } satisfies NestedStep;
}

/** Takes the first branch where `field` of a step's result is greater than `than`. */
export function branchStep(
  name: string,
  branches: Readonly<Record<string, readonly NestedStep[]>>,
  condition: readonly unknown[] = ['and'],
): NestedStep {
  const names = Object.keys(branches);
  const ids = names.map((_, at) => `branch${at}-${name}`.replaceAll(' ', ''));
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
      branches: names.map((branch, at) => ({ id: ids[at], name: branch })),
    },
    inside: branches,
  };
}

export function loopStep(name: string, steps: readonly NestedStep[], items = ''): NestedStep {
  return {
    name,
    kind: 'loopOverItems',
    data: { inputs: { items: { type: 'reference', value: items } } },
    inside: { '': steps },
  };
}

/** A step that has nothing but inputs. */
export function inputsStep(
  name: string,
  kind: string,
  inputs: Readonly<Record<string, unknown>> = {},
  inside?: NestedStep['inside'],
): NestedStep {
  return { name, kind, data: { inputs }, ...(inside === undefined ? {} : { inside }) };
}

const CODE_TRIGGER: NestedStep = {
  name: 'Trigger',
  kind: 'codeBlockTrigger',
  data: { code: 'module.exports = async (context, payload) => ({ payload });' },
};

/** The text of a project file with one flow: a chain of the steps behind a trigger. */
export function nestedFile(
  name: string,
  top: readonly NestedStep[],
  body = '{}',
  { trigger = CODE_TRIGGER, settings = {} }: { trigger?: NestedStep; settings?: object } = {},
): string {
  const steps: Record<string, unknown>[] = [];
  const add = (step: NestedStep, parent: unknown, y: number): string => {
    const id = `step${steps.length}`;
    const { kind, data } = step;
    steps.push({
      id,
      name: step.name,
      description: '',
      timeoutMs: null,
      errorHandling: step.errorHandling ?? null,
      position: { x: 320, y },
      parent,
      kind,
      data,
    });
    // What the builders above have made.
    const branches = (data['branches'] ?? []) as readonly { id: string; name: string }[];
    for (const [place, inner] of Object.entries(step.inside ?? {})) {
      const branch = branches.find((candidate) => candidate.name === place)?.id ?? null;
      for (const child of inner) add(child, { stepId: id, branch }, 0);
    }
    return id;
  };
  const ids = [trigger, ...top].map((step, at) => add(step, null, 80 + at * 112));
  const flow = {
    id: 'flow0',
    name,
    description: '',
    isSynchronous: false,
    steps,
    edges: ids.slice(1).map((to, at) => ({ id: `edge${at}`, from: ids[at], to })),
    payloads: [
      {
        id: 'payload0',
        name: 'test',
        method: 'POST',
        contentType: 'application/json',
        headers: [],
        queryParameters: [],
        pathFragment: '',
        body: { kind: 'text', text: body },
      },
    ],
  };
  const project = {
    id: 'project0',
    name,
    description: '',
    flows: [flow],
    configVars: [],
    ...settings,
  };
  return JSON.stringify({ format: 'code-connector-project', version: 2, project });
}
