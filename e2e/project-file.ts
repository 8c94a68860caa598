/** A step of a project that a test makes. */
export interface FileStep {
  readonly name: string;
  readonly code: string;
  readonly timeoutMs?: number;
}

/** The text of a project file with one flow: a chain, or the given edges between steps by their place. */
export function projectFile(
  name: string,
  steps: readonly FileStep[],
  body = '{}',
  edges: readonly (readonly [number, number])[] = steps.slice(1).map((_, at) => [at, at + 1]),
): string {
  const id = (kind: number, at: number) => `${kind}${at}`.padStart(16, '0');
  const flow = {
    id: id(1, 0),
    name,
    description: '',
    isSynchronous: false,
    steps: steps.map((step, at) => ({
      id: id(2, at),
      name: step.name,
      description: '',
      timeoutMs: step.timeoutMs ?? null,
      position: { x: 320, y: 80 + at * 112 },
      kind: at === 0 ? 'codeBlockTrigger' : 'codeBlock',
      data: { code: step.code },
    })),
    edges: edges.map(([from, to], at) => ({ id: id(3, at), from: id(2, from), to: id(2, to) })),
    payloads: [
      {
        id: id(4, 0),
        name: 'test',
        method: 'POST',
        contentType: 'application/json',
        headers: [{ name: 'Content-Type', value: 'application/json' }],
        queryParameters: [],
        pathFragment: '',
        body: { kind: 'text', text: body },
      },
    ],
  };
  const project = { id: id(5, 0), name, description: '', flows: [flow], configVars: [] };
  return JSON.stringify({ format: 'code-connector-project', version: 1, project });
}
