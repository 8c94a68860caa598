import { stepKinds } from '@/kinds';
import type { Project, Step } from '@/model/project';

/** What a person is told of a definition that was opened. */
export interface ImportReport {
  readonly flows: number;
  readonly steps: number;
  /** Steps by what they are, the most frequent first: `Code Block`, `http: httpPost`. */
  readonly kinds: readonly {
    readonly label: string;
    readonly count: number;
    readonly runsHere: boolean;
  }[];
  /** What was changed or assumed, and what runs differently here. */
  readonly notes: readonly string[];
  /** Which secret values were taken out of it: `connection “Shop”, password`. */
  readonly secrets: readonly string[];
}

/** What came in, counted by kind, and what a person has to be told of it. */
export function reportOf(
  { flows }: Project,
  secrets: readonly { readonly words: string }[],
  notes: readonly string[],
): ImportReport {
  const steps = flows.flatMap((flow) => flow.steps);
  const kinds = new Map<string, { label: string; count: number; runsHere: boolean }>();
  for (const step of steps) {
    const label = labelOf(step);
    const known = kinds.get(label) ?? { label, count: 0, runsHere: step.kind !== 'componentStep' };
    kinds.set(label, { ...known, count: known.count + 1 });
  }
  return {
    flows: flows.length,
    steps: steps.length,
    kinds: [...kinds.values()].sort((one, other) => other.count - one.count),
    notes: [...notes, ...triggerNotes(steps)],
    secrets: secrets.map(({ words }) => words),
  };
}

function labelOf(step: Step): string {
  return 'component' in step.data
    ? `${step.data.component.key}: ${step.data.action}`
    : stepKinds[step.kind].label;
}

function triggerNotes(steps: readonly Step[]): string[] {
  return steps.flatMap((step) => {
    if (step.kind !== 'componentTrigger') return [];
    const { component, branches } = step.data;
    const names = branches.map(({ name }) => `“${name}”`).join(' or ');
    return [
      `“${step.name}” is a trigger of ${component.key}. It gives the payload through; its own checks do not run here.`,
      ...(branches.length === 0
        ? []
        : [`The payload of “${step.name}” says which of its branches is taken: ${names}.`]),
    ];
  });
}
