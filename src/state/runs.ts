import { codeOf } from '@/kinds';
import type { FlowId, RunId } from '@/lib/ids';
import { newId } from '@/lib/ids';
import { compile } from '@/model/compile';
import type { Flow } from '@/model/project';
import { triggerBranchProblem } from '@/model/input-problems';
import { payloadToRequest } from '@/model/request';
import type { NetworkMode } from '@/plan/network';
import type { Plan, PlanStep } from '@/plan/plan';
import type { Secret } from '@/plan/kept-secrets';
import type { Problem } from '@/plan/problem';
import { beginRun, reduceEvents } from '@/plan/reduce-run';
import { MOST_RUN_MS } from '@/plan/limits';
import { isSameState, type StateTexts } from '@/plan/state';
import type { RunError, RunEvent, RunState, TriggerRequest } from '@/plan/run';
import type { Sandbox } from '@/runtime/sandbox-host';
import { useDocument } from './document';
import { currentConfigValues } from './config-values';
import { currentFlow } from './edit-document';
import { chosenPayload } from './commands/payloads';
import { externalModule } from './module-source';
import { askPerson } from './network-questions';
import { showRun } from './presenting';
import { notify } from './notices';
import { redacting, secretValues, withSecrets } from './redaction';
import { checkFlow, engineTakes, modulesOf, whenChecked } from './problem-check';
import { placeThrown } from './thrown-errors';
import { useRun } from './run';
import { expiredTokens, renewTokens, simulatedTokens } from './token-renewal';
import { keepStateOfFlow, stateOfFlow } from './kept-state';
import { saveNow } from './autosave';

/** What a caller may set for one run in place of what the document says. */
export interface RunRequestOverrides {
  readonly flowId?: FlowId;
  readonly request?: TriggerRequest;
  readonly payloadName?: string;
  readonly configVars?: Readonly<Record<string, unknown>>;
  /** Results by step key: those steps are not executed. */
  readonly given?: Readonly<Record<string, unknown>>;
  readonly stepTimeoutMs?: number;
  /** In place of the project's own mode and list. */
  readonly network?: NetworkMode;
  readonly allowedOrigins?: readonly string[];
  /** Nobody is there to be asked: what is not allowed is refused. */
  readonly isUnattended?: boolean;
}

/** The time-out of a step that has none of its own, in milliseconds. */
export const DEFAULT_STEP_MS = 30_000;

let sandbox: Promise<Sandbox> | null = null;
let queue: Promise<unknown> = Promise.resolve();
let stopper: AbortController | null = null;
let lastNumber = 0;

/** Starts and stops the page's runs, one at a time. */
export const runs = {
  /** A second run waits for the first. */
  start(overrides: RunRequestOverrides): Promise<RunState | null> {
    const mine = queue.then(() => runOnce(overrides));
    queue = mine.catch(() => undefined);
    return mine;
  },
  stop(): void {
    stopper?.abort();
  },
  /** Makes the sandbox ready; called when the page is idle, so that Run never waits for it. */
  warmUp(): void {
    void openSandbox().catch(() => undefined);
  },
};

async function openSandbox(): Promise<Sandbox> {
  sandbox ??= makeSandbox();
  return sandbox;
}

async function makeSandbox(): Promise<Sandbox> {
  const { createSandbox } = await import('@/runtime/sandbox-host');
  const made = createSandbox();
  const show = () => {
    const state = made.state();
    useRun.setState({ sandbox: state });
  };
  made.subscribe(show);
  show();
  return made;
}

async function runOnce(overrides: RunRequestOverrides): Promise<RunState | null> {
  const flow = flowOf(overrides.flowId);
  const { project } = useDocument.getState();
  if (flow === null || project === null) return null;
  // A crash of the tab by what is about to run must not cost any work.
  void saveNow();
  const mode = overrides.network ?? project.network.mode;
  const stop = new AbortController();
  stopper = stop;
  // Only where the network is live: a run that is not asks nobody.
  const refused = mode === 'live' ? await renewTokens(project.configVars, flow, stop.signal) : null;
  const expired = mode === 'live' ? null : expiredTokens(project.configVars, flow, mode);
  if (expired !== null && overrides.isUnattended !== true) notify({ kind: 'info', text: expired });
  const payload = chosenPayload(flow);
  const built = payload === null ? null : payloadToRequest(payload);
  const request = overrides.request ?? built?.request ?? NO_REQUEST;
  const configVars = {
    ...currentConfigValues(project.configVars),
    ...overrides.configVars,
  };
  // Results of a kept record say which secrets stood in them: code gets those again.
  const plan = withGiven(compile(flow, payload), withSecretsIn(overrides.given ?? {}));
  const id = newId<RunId>();
  lastNumber += 1;
  const over = new AbortController();
  const recorder = record(
    beginRun({
      id,
      number: lastNumber,
      plan,
      payloadName: overrides.payloadName ?? payload?.name ?? 'Payload',
      startedAt: new Date().toISOString(),
    }),
    secretValues(),
  );
  const simulated = simulatedTokens(project.configVars, flow);
  showRun(recorder.state(), { plan, request, configVars, state: null, simulated });
  /** Another project may be open by the time this is known. */
  const noteState = (known: StateTexts | null) => {
    const { ranWith } = useRun.getState();
    if (ranWith?.plan === plan) useRun.setState({ ranWith: { ...ranWith, state: known } });
  };
  try {
    await whenChecked();
    const problem =
      refused ??
      (await firstError(checkFlow(project, flow), flow)) ??
      triggerBranchProblem(flow, payload);
    if (problem !== null) {
      recorder.add({ type: 'run-ended', at: 0, status: 'failed', error: toRunError(problem) });
      return recorder.state();
    }
    const [{ runPlan }, { createHostFetch }, ready, state] = await Promise.all([
      import('@/runtime/run-plan'),
      import('@/net/host-fetch'),
      openSandbox(),
      stateOfFlow(project.id, flow.id),
    ]);
    noteState(state);
    recorder.startNow();
    const left = await runPlan({
      sandbox: ready,
      plan,
      request,
      configVars,
      state,
      requires: modulesOf(flow),
      fetchExternal: async (specifier) => externalModule(specifier, mode),
      identity: {
        runId: id,
        flowNames: project.flows.map(({ name }) => name),
        projectName: project.name,
        startedAt: recorder.state().startedAt,
      },
      limits: {
        stepMs: overrides.stepTimeoutMs ?? DEFAULT_STEP_MS,
        runMs: MOST_RUN_MS,
        enforcesPlatform: project.failsAtPlatformLimits,
        skipsRetryDelays: project.skipsRetryDelays ?? false,
      },
      signal: stop.signal,
      fetch: createHostFetch({
        settings: {
          ...project.network,
          mode,
          allowedOrigins: overrides.allowedOrigins ?? project.network.allowedOrigins,
        },
        appOrigin: location.origin,
        ask:
          overrides.isUnattended === true
            ? null
            : async (question) => askPerson(question, over.signal),
      }),
      onEvent: (event) => {
        recorder.add(placeThrown(event, plan));
      },
    });
    if (left !== null && !isSameState(left, { ...state, executionState: left.executionState })) {
      noteState(null);
      await keepStateOfFlow(project.id, flow.id, left);
      noteState(left);
    }
    await recorder.settled();
    return recorder.state();
  } finally {
    // However it ended: nobody is to be asked about a run that is over.
    over.abort();
    recorder.flush();
    if (stopper === stop) stopper = null;
  }
}

/** From one painting of what a run says to the next. */
const BETWEEN_PAINTS_MS = 50;

/**
 * Reduces events all together and paints them: the first in the next frame, what follows so seldom that the page comes
 * to other things between (a browser puts frames before all else), the end at once. The one door to what is shown,
 * copied and exported of a run: secrets are masked here, and not in what later steps receive.
 */
function record(begun: RunState, secrets: readonly Secret[]) {
  let state = begun;
  let waiting: RunEvent[] = [];
  let isScheduled = false;
  let paintedAt = 0;
  const settle = (): RunState => {
    if (waiting.length > 0) state = reduceEvents(state, waiting);
    waiting = [];
    return state;
  };
  const flush = () => {
    isScheduled = false;
    paintedAt = performance.now();
    showRun(settle());
  };
  const { add, settled } = redacting(secrets, (event: RunEvent) => {
    waiting.push(event);
    if (event.type === 'run-ended') flush();
    else if (!isScheduled) {
      isScheduled = true;
      schedule(flush, paintedAt + BETWEEN_PAINTS_MS - performance.now());
    }
  });
  /** What went before the run itself (checks, code that is loaded) is none of its time. */
  const startNow = () => {
    state = { ...settle(), startedAt: new Date().toISOString() };
  };
  return { state: settle, flush, add, settled, startNow };
}

function schedule(flush: () => void, waitMs: number): void {
  // A hidden page gets no animation frames.
  if (typeof requestAnimationFrame !== 'function' || document.visibilityState !== 'visible')
    setTimeout(flush, BETWEEN_PAINTS_MS);
  else if (waitMs <= 0) requestAnimationFrame(flush);
  else setTimeout(() => requestAnimationFrame(flush), waitMs);
}

function flowOf(flowId: FlowId | undefined): Flow | null {
  if (flowId === undefined) return currentFlow();
  return useDocument.getState().project?.flows.find(({ id }) => id === flowId) ?? null;
}

function withSecretsIn(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(given).map(([key, results]) => [key, withSecrets(results)] as const),
  );
}

function withGiven(plan: Plan, given: Readonly<Record<string, unknown>>): Plan {
  const give = (step: PlanStep): PlanStep => {
    if (Object.hasOwn(given, step.key)) {
      const { id, key, name, waitsFor, sees, timeoutMs, errorHandling } = step;
      const head = { id, key, name, waitsFor, sees, timeoutMs, errorHandling };
      return { ...head, kind: 'given', results: given[key] };
    }
    if (step.kind === 'loop') return { ...step, steps: step.steps.map(give) };
    if (step.kind !== 'branch' && step.kind !== 'pass') return step;
    const branches = step.branches.map((branch) => ({
      ...branch,
      steps: branch.steps.map(give),
    }));
    return { ...step, branches };
  };
  return { ...plan, steps: plan.steps.map(give) };
}

/** The first problem that stops a run. */
async function firstError(problems: readonly Problem[], flow: Flow): Promise<Problem | null> {
  for (const problem of problems) {
    if (problem.severity !== 'error') continue;
    // One after the other: the first one that holds is the answer.
    if (!(await isAcceptedBySandbox(problem, flow))) return problem;
  }
  return null;
}

/** Where our parser refuses what the engine takes, the engine's word counts. */
async function isAcceptedBySandbox(problem: Problem, flow: Flow): Promise<boolean> {
  const step = flow.steps.find(({ id }) => id === problem.stepId);
  if (problem.code !== 'code-syntax' || step === undefined) return false;
  const ready = await openSandbox();
  await ready.whenReady();
  const worker = ready.takeWorker();
  try {
    const code = codeOf(step) ?? '';
    const isTaken = await worker.api.canCompile(code);
    if (isTaken) engineTakes(code);
    return isTaken;
  } finally {
    worker.kill();
    ready.prewarm();
  }
}

function toRunError({ code, message, stepId, line, column }: Problem): RunError {
  return {
    name: code === 'code-syntax' ? 'SyntaxError' : 'Problem',
    message,
    code,
    ...(stepId === undefined ? {} : { stepId }),
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
  };
}

const NO_REQUEST: TriggerRequest = {
  method: 'POST',
  contentType: 'application/json',
  headers: {},
  queryParameters: null,
  pathFragment: '',
  body: null,
};
