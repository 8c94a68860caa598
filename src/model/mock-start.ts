import { codeOf, stepKinds } from '@/kinds';
import { inputsWithin, parseReference, parseTemplate, readInput } from '@/plan/inputs';
import type { StepInput } from '@/plan/plan';
import { codeFacts } from './code-problems';
import { readCondition } from './condition';
import type { Flow, Step } from './project';
import { ITEM, type ResultPath } from './result-paths';
import { stepKey } from './step-key';

/**
 * JSON to begin the mocked result of a step with: what the flow's code, references, templates and conditions read of
 * it, as far as that can be told. `{}` where nothing does.
 */
export function mockStart(flow: Flow, step: Step): string {
  const root: Branch = { members: new Map() };
  for (const { path, sample } of readsOf(flow, stepKey(step.name))) put(root, path, sample);
  return `${JSON.stringify(root.members.size === 0 ? {} : toValue(root), null, 2)}\n`;
}

/** Paths inside the results of the step with this key. */
function readsOf(flow: Flow, key: string): readonly ResultPath[] {
  const aliases = aliasesOf(flow);
  return flow.steps
    .flatMap((step) => [...codePaths(step), ...inputPaths(step)])
    .flatMap((read) => resolved(read, aliases))
    .filter(({ path }) => path[0] === key && path[1] === 'results')
    .map(({ path, sample }) => ({ path: path.slice(2), sample }));
}

function codePaths(step: Step): readonly ResultPath[] {
  const code = codeOf(step);
  return code === null || stepKinds[step.kind].role === 'trigger' ? [] : codeFacts(code).paths;
}

function inputPaths({ data }: Step): readonly ResultPath[] {
  if (!('inputs' in data)) return [];
  return Object.entries(data.inputs).flatMap(([key, input]) =>
    key === 'conditions' ? conditionPaths(input) : inputsWithin(input).flatMap(pathsOf),
  );
}

/** Names are those of references; a number stands for any item. */
function pathsOf({ type, value }: StepInput): readonly ResultPath[] {
  if (typeof value !== 'string') return [];
  if (type === 'reference') return referencePath(value);
  if (type !== 'template') return [];
  return parseTemplate(value).flatMap((part) =>
    part.kind === 'reference' ? referencePath(part.text) : [],
  );
}

function referencePath(text: string): readonly ResultPath[] {
  const reference = parseReference(text);
  if (reference === null) return [];
  const path = reference.path.map((name) => (/^\d+$/.test(name) ? ITEM : name));
  return [{ path: [reference.step, ...path] }];
}

/** A condition also tells what its value may be. */
function conditionPaths({ value }: StepInput): readonly ResultPath[] {
  const found: ResultPath[] = [];
  const open: unknown[] = Array.isArray(value)
    ? (value as readonly unknown[]).map((row) => readInput(row)?.value)
    : [];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const condition = readCondition(at);
    if (condition.kind === 'group') open.push(...condition.parts);
    if (condition.kind !== 'test') continue;
    const [left, right] = condition.terms.map(readInput);
    const sample = (other: StepInput | null | undefined) => {
      if (condition.operator === 'isTrue') return true;
      const isPlain = other?.type === 'value' && typeof other.value === 'string';
      return isPlain && other.value !== '' ? plain(other.value) : undefined;
    };
    for (const [term, other] of [
      [left, right],
      [right, left],
    ]) {
      if (term?.type !== 'reference') continue;
      found.push(...pathsOf(term).map(({ path }) => ({ path, sample: sample(other) })));
    }
  }
  return found;
}

/** As operators read it: text that is JSON stands for its value. */
function plain(text: string): unknown {
  return /^(?:-?\d+(?:\.\d+)?|true|false)$/.test(text) ? JSON.parse(text) : text;
}

type Aliases = ReadonlyMap<string, readonly (readonly string[])[]>;

/** What stands for something of another step: a loop's current item, and the result of a selection. */
function aliasesOf(flow: Flow): Aliases {
  const aliases = new Map<string, readonly (readonly string[])[]>();
  for (const { name, kind, data } of flow.steps) {
    const key = stepKey(name);
    if (kind === 'loopOverItems') {
      const items = data.inputs['items'];
      const targets = items === undefined ? [] : pathsOf(items);
      aliases.set(
        `${key}.currentItem`,
        targets.map(({ path }) => [...path, ITEM]),
      );
    } else if (kind === 'selectExecutedStepResult') {
      const list = data.inputs['stepResults'];
      const targets = list === undefined ? [] : inputsWithin(list).flatMap(pathsOf);
      aliases.set(
        `${key}.results`,
        targets.map(({ path }) => path),
      );
    }
  }
  return aliases;
}

const MOST_HOPS = 8;

function resolved(read: ResultPath, aliases: Aliases, hops = 0): readonly ResultPath[] {
  const [key, part, ...rest] = read.path;
  const targets = aliases.get(`${key}.${part}`);
  if (targets === undefined || hops >= MOST_HOPS) return [read];
  return targets.flatMap((path) =>
    resolved({ ...read, path: [...path, ...rest] }, aliases, hops + 1),
  );
}

interface Branch {
  readonly members: Map<string, Branch>;
  sample?: unknown;
}

function put(root: Branch, path: readonly string[], sample: unknown): void {
  let at = root;
  for (const name of path) {
    const next = at.members.get(name) ?? { members: new Map() };
    at.members.set(name, next);
    at = next;
  }
  if (sample !== undefined) at.sample = sample;
}

/** What is read as a list is one, whatever else is read of it. */
function toValue({ members, sample }: Branch): unknown {
  const item = members.get(ITEM);
  if (item !== undefined) return [toValue(item)];
  if (members.size === 0) return sample ?? '';
  // By definition and not by assignment: a name may be `__proto__`.
  return Object.fromEntries([...members].map(([name, member]) => [name, toValue(member)]));
}
