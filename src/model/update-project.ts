import { branchesOf } from '@/kinds';
import { topSteps } from './graph';
import { inOneLine } from './in-one-line';
import type { ConfigVar, Edge, Flow, Payload, Project } from './project';
import { treeOrder } from './tree-order';

/** What an update changes, by names of flows and of `flow: step`. */
export interface UpdateChanges {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** A project brought up to date by another version of it, with what that changed. */
export interface UpdatedProject {
  readonly project: Project;
  readonly changes: UpdateChanges;
  /** The ids of `from` that became those of parts which were here already. */
  readonly ids: ReadonlyMap<string, string>;
}

/**
 * The open project as a newer version of it says. Flows, steps, branches and config variables are the same when their
 * names are: they keep ids, positions, payloads, mocks, test values and time-outs, so that secrets stay theirs as well.
 */
export function updateProject(open: Project, from: Project): UpdatedProject {
  const ids = new Map<string, string>();
  const vars = pairs(open.configVars, from.configVars);
  for (const [now, was] of vars) ids.set(now.id, was.id);
  const pages = pairs(open.configPages, from.configPages);
  for (const [now, was] of pages) ids.set(now.id, was.id);
  const flows = pairs(open.flows, from.flows);
  for (const [now, was] of flows) {
    ids.set(now.id, was.id);
    for (const [step, before] of pairs(was.steps, now.steps)) {
      ids.set(step.id, before.id);
      for (const [branch, old] of pairs(branchesOf(before), branchesOf(step))) {
        ids.set(branch.id, old.id);
      }
    }
  }
  const renamed = withIds(from, ids);
  const varById = new Map(open.configVars.map((one) => [one.id, one]));
  const flowById = new Map(open.flows.map((one) => [one.id, one]));
  return {
    ids,
    changes: changesOf(open, from),
    project: {
      ...renamed,
      id: open.id,
      network: open.network,
      failsAtPlatformLimits: open.failsAtPlatformLimits,
      ...(open.skipsRetryDelays === undefined ? {} : { skipsRetryDelays: open.skipsRetryDelays }),
      configVars: renamed.configVars.map((one) => updateVar(varById.get(one.id), one)),
      flows: renamed.flows.map((one) => updateFlow(flowById.get(one.id), one)),
    },
  };
}

/** Whether the one is a version of the other, as far as names tell. */
export function isVersionOf(open: Project, from: Project): boolean {
  const names = new Set(open.flows.map(({ name }) => name));
  return open.name === from.name && from.flows.some(({ name }) => names.has(name));
}

/** Those of equal names, each once; what stands inside the list first goes first. */
function pairs<T extends { readonly name: string }>(
  olds: readonly T[],
  news: readonly T[],
): readonly (readonly [T, T])[] {
  const free = new Map<string, T[]>();
  for (const old of olds) free.set(old.name, [...(free.get(old.name) ?? []), old]);
  return news.flatMap((now) => {
    const old = free.get(now.name)?.shift();
    return old === undefined ? [] : [[now, old] as const];
  });
}

/** Ids are like nothing else in a project, so each text that is one is it. */
function withIds<T>(value: T, ids: ReadonlyMap<string, string>): T {
  // What comes out has the shape of what went in: only texts were replaced.
  return replaced(value, ids) as T;
}

function replaced(value: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return ids.get(value) ?? value;
  if (Array.isArray(value)) return value.map((item) => replaced(item, ids));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]: [string, unknown]) => [
      ids.get(key) ?? key,
      replaced(member, ids),
    ]),
  );
}

function updateVar(was: ConfigVar | undefined, now: ConfigVar): ConfigVar {
  if (was === undefined) return now;
  const { connection } = now;
  const isSame =
    was.connection?.component === connection?.component && was.connection?.key === connection?.key;
  return {
    ...now,
    isRequired: was.isRequired,
    testValue: was.dataType === now.dataType ? was.testValue : now.testValue,
    connection:
      connection === null || was.connection === null || !isSame
        ? connection
        : {
            ...connection,
            test: was.connection.test,
            ...(was.connection.oauth === undefined ? {} : { oauth: was.connection.oauth }),
          },
  };
}

function updateFlow(was: Flow | undefined, now: Flow): Flow {
  if (was === undefined) return now;
  const before = new Map(was.steps.map((step) => [step.id, step]));
  const kept = now.steps.map((step) => {
    const old = before.get(step.id);
    return old === undefined ? step : { ...step, timeoutMs: old.timeoutMs };
  });
  // A new step of the top level stands below the one before it.
  const places = was.steps.filter(({ parent }) => parent === null);
  const steps = inOneLine(
    { ...now, steps: kept },
    new Map(places.map(({ id, position }) => [id, position])),
  );
  const ids = new Set(steps.map(({ id }) => id));
  return {
    ...now,
    steps,
    edges: edgesOf(was, now),
    payloads: was.payloads.map((payload) => withoutGone(payload, ids)),
  };
}

/** Branches that were drawn stay as long as the file has their steps in the order it was given them. */
function edgesOf(was: Flow, now: Flow): readonly Edge[] {
  const order = treeOrder(was);
  if (!order.ok) return now.edges;
  const old = order.value.steps.map(({ id }) => id);
  const ordered = topSteps(now).map(({ id }) => id);
  const isSame = old.length === ordered.length && old.every((id, at) => id === ordered[at]);
  const ids = new Set(ordered);
  return isSame ? was.edges.filter(({ from, to }) => ids.has(from) && ids.has(to)) : now.edges;
}

function withoutGone(payload: Payload, ids: ReadonlySet<string>): Payload {
  const { mocks } = payload;
  return mocks === undefined || mocks.every(({ stepId }) => ids.has(stepId))
    ? payload
    : { ...payload, mocks: mocks.filter(({ stepId }) => ids.has(stepId)) };
}

function changesOf(open: Project, from: Project): UpdateChanges {
  const was = namesOf(open);
  const now = namesOf(from);
  return { added: without(now, was), removed: without(was, now) };
}

function namesOf({ flows }: Project): readonly string[] {
  return flows.flatMap(({ name, steps }) => [
    name,
    ...steps.map((step) => `${name}: ${step.name}`),
  ]);
}

/** Names may stand several times; each is taken away once. */
function without(names: readonly string[], others: readonly string[]): readonly string[] {
  const left = [...others];
  return names.filter((name) => {
    const at = left.indexOf(name);
    if (at < 0) return true;
    left.splice(at, 1);
    return false;
  });
}
