import { newId, type StepId } from '@/lib/ids';
import { addStep, connect, renameStep, setStepCode } from '@/model/edit';
import { newFlow, newProject } from '@/model/new-project';
import type { Flow, Project } from '@/model/project';

/** Builds flows for tests: `aFlow().code('Map', '…').code('Post').build()`. Each step follows the one before it. */
export function aFlow(name = 'Flow'): FlowBuilder {
  return new FlowBuilder(newFlow(name));
}

/** A project of those flows; without any, a new one. */
export function aProject(...flows: readonly Flow[]): Project {
  const project = newProject('Project');
  return flows.length === 0 ? project : { ...project, flows };
}

/** The step of that name; a wrong name is an error of the test. */
export function stepNamed(flow: Flow, name: string) {
  const step = flow.steps.find((candidate) => candidate.name === name);
  if (step === undefined) throw new Error(`The flow has no step named ${name}.`);
  return step;
}

class FlowBuilder {
  #flow: Flow;

  constructor(flow: Flow) {
    this.#flow = flow;
  }

  trigger(name: string, code?: string): this {
    const [trigger] = this.#flow.steps;
    if (trigger === undefined) return this;
    this.#flow = renameStep(this.#flow, trigger.id, name);
    if (code !== undefined) this.#flow = setStepCode(this.#flow, trigger.id, code);
    return this;
  }

  /** Adds an action behind the last step, or behind the ones named. */
  code(name: string, code?: string, after?: readonly string[]): this {
    const id = newId<StepId>();
    const last = this.#flow.steps.at(-1)?.id;
    const [first, ...others] = after?.map((other) => stepNamed(this.#flow, other).id) ?? [last];
    this.#flow = addStep(this.#flow, {
      id,
      kind: 'codeBlock',
      name,
      asBranch: true,
      ...(first === undefined ? {} : { after: first }),
      newEdgeId: () => newId(),
    });
    for (const from of others) {
      const connected =
        from === undefined ? null : connect(this.#flow, { id: newId(), from, to: id });
      if (connected?.ok === true) this.#flow = connected.value;
    }
    if (code !== undefined) this.#flow = setStepCode(this.#flow, id, code);
    return this;
  }

  build(): Flow {
    return this.#flow;
  }
}
