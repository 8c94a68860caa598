import { member } from '@/lib/member';
import { stepKinds, hasBody } from '@/kinds';
import { parseReference } from '@/plan/inputs';
import { ancestors, containersOf } from './graph';
import type { Flow, Step } from './project';
import { stepKey } from './step-key';

const MOST_LEVELS = 5;
const MOST_PATHS = 80;

/**
 * References that make sense in a step, for completion: the steps before it, the items of the loops around it, and
 * what the last run's results had inside. `resultOf` gives a step's last result; undefined where there is none.
 */
export function referencePaths(
  flow: Flow,
  step: Step,
  resultOf: (step: Step) => unknown,
): readonly string[] {
  const around = new Set(containersOf(flow, step));
  const before = ancestors(flow, step.id).toReversed();
  const own = stepKinds[step.kind].role === 'trigger' ? [step] : [];
  return [...own, ...before].flatMap((other) => {
    const key = stepKey(other.name);
    if (key === '') return [];
    if (!around.has(other)) return pathsWithin(resultOf(other), `${key}.results`);
    if (!hasBody(other)) return [];
    const item = firstItem(flow, other, resultOf);
    return [...pathsWithin(item, `${key}.currentItem`), `${key}.index`];
  });
}

/** What a loop would have met first, by its items' reference and the last result there. */
function firstItem(flow: Flow, loop: Step, resultOf: (step: Step) => unknown): unknown {
  const items = loop.kind === 'loopOverItems' ? loop.data.inputs['items'] : undefined;
  if (items?.type !== 'reference' || typeof items.value !== 'string') return undefined;
  const reference = parseReference(items.value);
  const source = flow.steps.find(({ name }) => stepKey(name) === reference?.step);
  if (reference === null || source === undefined || reference.path[0] !== 'results')
    return undefined;
  let value = resultOf(source);
  for (const name of reference.path.slice(1)) value = member(value, name);
  return Array.isArray(value) ? value[0] : undefined;
}

/** The path itself, and those to everything inside the value, as far as a list of them can be looked through. */
export function pathsWithin(value: unknown, root: string): readonly string[] {
  const paths = [root];
  let level: readonly (readonly [path: string, value: unknown])[] = [[root, value]];
  for (let depth = 0; depth < MOST_LEVELS && level.length > 0; depth += 1) {
    const next: (readonly [string, unknown])[] = [];
    for (const [path, container] of level) {
      for (const [name, member] of membersOf(container)) {
        if (paths.length >= MOST_PATHS) return paths;
        const inner = `${path}${name}`;
        paths.push(inner);
        next.push([inner, member]);
      }
    }
    level = next;
  }
  return paths;
}

/** Of a list the first item stands for all. */
function membersOf(value: unknown): readonly (readonly [name: string, value: unknown])[] {
  if (Array.isArray(value)) return value.length === 0 ? [] : [['[0]', value[0]]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).map(([key, item]) => [
    /^[\w-]+$/.test(key) ? `.${key}` : `.[${JSON.stringify(key)}]`,
    item,
  ]);
}
