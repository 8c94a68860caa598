import { nearest } from '@/lib/nearest';
import { parseReference, parseTemplate } from '@/plan/inputs';
import type { StepInput } from '@/plan/plan';
import { ancestors, comesBefore, containersOf } from './graph';
import type { ConfigVar, Flow, Step } from './project';
import { stepKey } from './step-key';

/** What is wrong with one input, in words. A run goes on with it: it gives nothing there. */
export interface InputFault {
  readonly code: string;
  readonly message: string;
  /** The config variable that is not there. */
  readonly configVar?: string;
}

/** What an input can name. */
export interface InputPlace {
  readonly flow: Flow;
  readonly step: Step;
  readonly configVars: readonly ConfigVar[];
}

/** The faults of a simple input: value, reference, config variable or template. */
export function inputFaults({ type, value }: StepInput, place: InputPlace): readonly InputFault[] {
  if (typeof value !== 'string' || value === '') return [];
  switch (type) {
    case 'reference':
      return referenceFaults(value, place);
    case 'configVar':
      return configVarFaults(value, place);
    case 'template':
      return parseTemplate(value).flatMap((part) => {
        if (part.kind === 'reference') return referenceFaults(part.text, place);
        return part.kind === 'configVar' ? configVarFaults(part.name, place) : [];
      });
    default:
      return [];
  }
}

function referenceFaults(text: string, place: InputPlace): InputFault[] {
  const reference = parseReference(text);
  if (reference === null) {
    return [
      {
        code: 'reference-unreadable',
        message: `The reference “${short(text)}” cannot be read, so the step fails. Write a step's key, .results and a path, such as myStep.results.items[0].`,
      },
    ];
  }
  const { step: key, path } = reference;
  const { flow, step } = place;
  const other = stepsByKey(flow).get(key);
  // The answer of a trigger may hold what it gives through itself.
  const isOwn = other === step && step === flow.steps[0];
  if (other === undefined || (!isOwn && !comesBefore(flow, other, step)))
    return [unknownStep(key, other, place)];
  const [part] = path;
  if (part === undefined) {
    return [
      {
        code: 'reference-no-results',
        message: `The reference “${short(text)}” names a step and nothing of it. Write ${key}.results.`,
      },
    ];
  }
  const isOfLoop = part === 'currentItem' || part === 'index';
  if (isOfLoop && !containersOf(flow, step).includes(other)) {
    return [
      {
        code: 'reference-outside-loop',
        message: `${key}.${part} is there only inside the loop ${other.name}. Refer to ${key}.results behind it.`,
      },
    ];
  }
  return [];
}

function unknownStep(key: string, other: Step | undefined, { flow, step }: InputPlace): InputFault {
  if (other !== undefined) {
    const words =
      other === step
        ? 'This step refers to itself, and has no result yet.'
        : `${other.name} does not run before ${step.name}, so ${key} is empty here. Move it ahead of this step.`;
    return { code: 'reference-not-before', message: words };
  }
  const before = ancestors(flow, step.id).map(({ name }) => stepKey(name));
  const near = nearest(key, before);
  const known = before.slice(0, 8).join(', ');
  const hint =
    near !== null
      ? `Did you mean ${near}?`
      : known === ''
        ? 'No step runs before this one.'
        : `Before it run: ${known}.`;
  return { code: 'reference-step-unknown', message: `No step has the key ${short(key)}. ${hint}` };
}

function configVarFaults(name: string, { configVars }: InputPlace): InputFault[] {
  if (name === '' || configVars.some((configVar) => configVar.name === name)) return [];
  return [
    {
      code: 'config-var-unknown',
      message: `No config variable is named ${short(name)}, so this is empty. Create it, or correct the name.`,
      configVar: name,
    },
  ];
}

function short(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}

const byKey = new WeakMap<readonly Step[], ReadonlyMap<string, Step>>();

function stepsByKey({ steps }: Flow): ReadonlyMap<string, Step> {
  const known = byKey.get(steps);
  if (known !== undefined) return known;
  const made = new Map(steps.map((step) => [stepKey(step.name), step]));
  byKey.set(steps, made);
  return made;
}
