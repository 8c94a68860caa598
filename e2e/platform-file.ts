/** A step of the platform's own, as the project file has it. Its id is its name. */
export interface PlatformStep {
  readonly name: string;
  readonly kind: string;
  readonly data: object;
  /** The name of the container it stands in, and the id of its branch there; null for a loop's body. */
  readonly inside?: readonly [container: string, branch: string | null];
  readonly errorHandling?: object;
}

interface PlatformFile {
  readonly name: string;
  readonly steps: readonly PlatformStep[];
  readonly payloads?: readonly { readonly name: string; readonly body: string }[];
  readonly configVars?: readonly string[];
}

/** The text of a project file with one flow of any steps; those at the top level are a chain. */
export function platformFile({ name, steps, payloads, configVars = [] }: PlatformFile): string {
  const top = steps.filter(({ inside }) => inside === undefined);
  const flow = {
    id: 'flow',
    name,
    description: '',
    isSynchronous: false,
    steps: steps.map((step) => ({
      id: step.name,
      name: step.name,
      kind: step.kind,
      data: step.data,
      position: { x: 320, y: 80 + Math.max(0, top.indexOf(step)) * 128 },
      parent: step.inside === undefined ? null : { stepId: step.inside[0], branch: step.inside[1] },
      ...(step.errorHandling === undefined ? {} : { errorHandling: step.errorHandling }),
    })),
    edges: top.slice(1).map((step, at) => ({
      id: `to ${step.name}`,
      from: top[at]?.name,
      to: step.name,
    })),
    payloads: (payloads ?? [{ name: 'test', body: '{}' }]).map((payload) => ({
      id: payload.name,
      name: payload.name,
      method: 'POST',
      contentType: 'application/json',
      headers: [{ name: 'Content-Type', value: 'application/json' }],
      queryParameters: [],
      pathFragment: '',
      body: { kind: 'text', text: payload.body },
    })),
  };
  const project = {
    id: 'project',
    name,
    description: '',
    flows: [flow],
    configVars: configVars.map((variable) => ({
      id: variable,
      name: variable,
      testValue: variable,
    })),
    configPages: [],
  };
  return JSON.stringify({ format: 'code-connector-project', version: 2, project });
}
