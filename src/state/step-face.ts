import { branchesOf, stepKinds } from '@/kinds';
import { byteText } from '@/lib/byte-text';
import { durationText } from '@/lib/duration-text';
import type { StepId } from '@/lib/ids';
import { allInside, orderSteps, placesInside, stepsInside, unreachedSteps } from '@/model/graph';
import type { Flow, Step, StepParent } from '@/model/project';
import { staleSteps } from '@/model/stale';
import type { Problem } from '@/plan/problem';
import type { StepRun } from '@/plan/run';
import { chosenPayload } from './commands/payloads';
import { currentConfigValues } from './config-values';
import { containerWords } from './container-run';
import { useDocument } from './document';
import { currentFlow } from './edit-document';
import { knownStateOfFlow, useKeptState } from './kept-state';
import { useProblems } from './problems';
import { useRun, type RunStoreState } from './run';
import { useSecrets } from './secrets';
import { useSession } from './session';

/** What a step's face shows in one line, on the canvas and in the outline. */
export interface StepFace {
  readonly status: StepRun['status'] | 'not run' | 'warning' | 'stale';
  readonly text: string;
  /** Short, at the line's end: the size or the problems. */
  readonly fact: string;
  /** The full text, where `text` may be cut. */
  readonly detail: string;
  /** How assistive technology hears it: "succeeded in 12 ms, stale". */
  readonly words: string;
}

interface StepSituation {
  readonly run: StepRun | null;
  readonly staleReason: string | null;
  readonly problemCount: number;
  /** What happened inside a container: "12 iterations", "Heavy". */
  readonly inside: string;
}

function stepFace({ run, staleReason, problemCount, inside }: StepSituation): StepFace {
  const line = stateLine(run, staleReason, inside);
  const problems = `${problemCount} ${problemCount === 1 ? 'problem' : 'problems'}`;
  const facts = [
    runWords(run),
    ...(inside === '' ? [] : [inside]),
    ...(staleReason === null ? [] : ['stale']),
    ...(run?.status === 'pinned' ? ['pinned'] : []),
    ...(problemCount === 0 ? [] : [problems]),
  ];
  return {
    detail: line.text,
    ...line,
    fact: problemCount === 0 ? line.fact : problems,
    words: facts.join(', '),
  };
}

/**
 * The accessible name of a step: "Map order, Code Block, step 2 of 3, succeeded in 12 ms, stale, in Check Weight,
 * Heavy".
 */
export function stepLabel(
  step: Step,
  place: number,
  total: number,
  face: StepFace,
  inner: InnerPlace | null,
): string {
  const where = inner === null ? '' : `, in ${inner.where}`;
  return `${step.name}, ${stepKinds[step.kind].label}, step ${place} of ${total}, ${face.words}${where}`;
}

/** Where a step stands inside a container. */
export interface InnerPlace {
  readonly place: StepParent;
  /** "Check Weight, Heavy": the container and the branch; of a loop only its name. */
  readonly where: string;
  /** The step in front of it in the same place. */
  readonly previous: { readonly id: StepId; readonly name: string } | null;
  readonly isLast: boolean;
}

/** How the steps of a flow stand in one another. */
export interface StepPlaces {
  /** As in the document, but each container is followed by the steps inside it. */
  readonly inOrder: readonly Step[];
  readonly inner: ReadonlyMap<StepId, InnerPlace>;
}

/** How the steps of a flow stand in one another. Memoised by the steps. */
export function stepPlaces(flow: Flow): StepPlaces {
  const known = nestings.get(flow.steps);
  if (known !== undefined) return known;
  const inner = new Map<StepId, InnerPlace>();
  const inOrder = flow.steps
    .filter(({ parent }) => parent === null)
    .flatMap((step) => [step, ...allInside(flow, step)]);
  for (const container of inOrder) {
    for (const place of placesInside(container)) {
      const where = placeName(container, place);
      const steps = stepsInside(flow, place);
      steps.forEach(({ id }, index) => {
        const before = steps[index - 1];
        const previous = before === undefined ? null : { id: before.id, name: before.name };
        inner.set(id, { place, where, previous, isLast: index === steps.length - 1 });
      });
    }
  }
  const found = { inOrder, inner };
  nestings.set(flow.steps, found);
  return found;
}

/** A place inside a container in words: "Check Weight, Heavy"; of a loop only its name. */
export function placeName(container: Step, { branch }: StepParent): string {
  const name = branchesOf(container).find(({ id }) => id === branch)?.name;
  return name === undefined ? container.name : `${container.name}, ${name}`;
}

/** Every step's place, from 1: in plan order, the unreached ones last. Memoised by the flow. */
export function placesOf(flow: Flow): ReadonlyMap<StepId, number> {
  const known = places.get(flow);
  if (known !== undefined) return known;
  const order = [...orderSteps(flow), ...unreachedSteps(flow)];
  const found = new Map(order.map(({ id }, index) => [id, index + 1]));
  places.set(flow, found);
  return found;
}

/** A step's face as the run, the problems and the work stand. Draws again only when the face may differ. */
export function useStepFace(id: StepId): StepFace {
  const run = useRun(({ current }) => current?.steps[id] ?? null);
  const problemCount = useProblems(({ problems }) => problemCountOf(problems, id));
  // Each store is listened to for the one answer that needs all of them.
  const read = () => staleReasonOf(id);
  useRun(read);
  useSecrets(read);
  useKeptState(read);
  useSession(read);
  const staleReason = useDocument(read);
  const inside = useRun(insideOf(id));
  return stepFace({ run, staleReason, problemCount, inside });
}

function insideOf(id: StepId) {
  return ({ current }: RunStoreState): string => {
    const flow = current === null ? null : currentFlow();
    return current === null || flow === null ? '' : containerWords(flow, id, current);
  };
}

/** Why the result on show is of older work; null when it is not. */
function staleReasonOf(id: StepId): string | null {
  const { ranWith, current } = useRun.getState();
  const { project } = useDocument.getState();
  const { flowId } = useSession.getState();
  const status = current?.steps[id]?.status;
  const hasResult = status === 'succeeded' || status === 'failed' || status === 'timed out';
  const flow = project?.flows.find((candidate) => candidate.id === flowId);
  if (ranWith === null || !hasResult || project === null || flow === undefined) return null;
  const now = {
    flow,
    payload: chosenPayload(flow),
    configVars: currentConfigValues(project.configVars),
    state: knownStateOfFlow(project.id, flow.id),
  };
  return staleSteps(ranWith, now).get(id) ?? null;
}

/** How many problems a step has; the count is made once per list. */
function problemCountOf(problems: readonly Problem[], id: StepId): number {
  let known = counts.get(problems);
  if (known === undefined) {
    known = new Map();
    for (const { stepId, severity } of problems) {
      if (stepId !== undefined && severity !== 'info')
        known.set(stepId, (known.get(stepId) ?? 0) + 1);
    }
    counts.set(problems, known);
  }
  return known.get(id) ?? 0;
}

const nestings = new WeakMap<readonly Step[], StepPlaces>();
const places = new WeakMap<Flow, ReadonlyMap<StepId, number>>();
const counts = new WeakMap<readonly Problem[], Map<StepId, number>>();

type Line = Pick<StepFace, 'status' | 'text' | 'fact'> & { readonly detail?: string };

function stateLine(run: StepRun | null, staleReason: string | null, inside: string): Line {
  if (run === null) return { status: 'not run', text: 'Not run', fact: '' };
  const { status, warnings, error } = run;
  const took = durationText(run.durationMs ?? 0);
  if (staleReason !== null) {
    return {
      status: 'stale',
      text: 'Stale, edited since',
      fact: '',
      detail: `Stale: ${staleReason}`,
    };
  }
  switch (status) {
    case 'queued':
      return { status, text: 'Queued', fact: '' };
    case 'running':
      return { status, text: inside === '' ? 'Running…' : `${inside}…`, fact: '' };
    case 'succeeded': {
      if (warnings.length === 0) {
        return { status, text: inside === '' ? took : `${inside} · ${took}`, fact: factOf(run) };
      }
      const count = `${warnings.length} ${warnings.length === 1 ? 'warning' : 'warnings'}`;
      return {
        status: 'warning',
        text: `${count} · ${took}`,
        fact: factOf(run),
        detail: warnings.join('\n'),
      };
    }
    case 'pinned':
      return { status, text: 'Pinned result', fact: factOf(run) };
    case 'failed': {
      // What holds other steps fails with one of them, whose line it is.
      const isOwn = error?.stepId === undefined || error.stepId === run.id;
      const line = error?.line === undefined || !isOwn ? '' : `Line ${error.line}: `;
      const detail = `${line}${error?.message ?? 'Failed'}`;
      if (run.isIgnored) {
        const ignored = `Ignored: ${detail}`;
        return { status: 'warning', text: 'Failed, ignored', fact: '', detail: ignored };
      }
      return { status, text: firstLine(detail), fact: '', detail };
    }
    case 'timed out':
      return {
        status,
        text: `Timed out after ${took}`,
        fact: '',
        detail: error?.message ?? 'Timed out',
      };
    case 'stopped':
      return { status, text: 'Stopped', fact: '' };
    case 'skipped':
      return { status, text: 'Skipped', fact: '' };
  }
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text;
}

function factOf({ result }: StepRun): string {
  return result === null ? '' : byteText(result.bytes.length);
}

function runWords(run: StepRun | null): string {
  if (run === null) return 'not run';
  // A pinned step has its result without running.
  if (run.status === 'pinned') return 'succeeded';
  if (run.isIgnored) return 'failed and ignored';
  const hasDuration = ['succeeded', 'failed', 'timed out'].includes(run.status);
  return hasDuration && run.durationMs !== null
    ? `${run.status} in ${durationText(run.durationMs)}`
    : run.status;
}
