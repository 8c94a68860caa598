import type { Definition, DefinitionStep } from './definition';

/** A step and where it stands in the file. */
export interface WalkedStep {
  readonly step: DefinitionStep;
  /** To the step inside the definition. */
  readonly path: readonly (string | number)[];
  /** For people: `flow “Orders”, step “Each line” › “Map”`. */
  readonly words: string;
}

/** Every step of every flow, depth first, in the order in which they stand in the file. */
export function walkSteps(definition: Definition): readonly WalkedStep[] {
  const found: WalkedStep[] = [];
  definition.flows.forEach((flow, at) => {
    walk(flow.steps, ['flows', at, 'steps'], `flow “${flow.name}”, step `, found);
  });
  return found;
}

function walk(
  steps: readonly DefinitionStep[],
  path: readonly (string | number)[],
  before: string,
  found: WalkedStep[],
): void {
  steps.forEach((step, at) => {
    const own = [...path, at];
    const words = `${before}“${step.name}”`;
    found.push({ step, path: own, words });
    walk(step.steps ?? [], [...own, 'steps'], `${words} › `, found);
    step.branches?.forEach((branch, index) => {
      walk(
        branch.steps ?? [],
        [...own, 'branches', index, 'steps'],
        `${words} › ${branch.name} › `,
        found,
      );
    });
  });
}
