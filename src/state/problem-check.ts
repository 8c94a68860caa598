import { codeOf } from '@/kinds';
import type { Flow, Project } from '@/model/project';
import type { Problem } from '@/plan/problem';
import { useDocument } from './document';
import { inSlices, nextIdle } from './in-slices';
import type * as Conformance from '@/model/conformance';
import type { PlatformFormat } from '@/model/conformance';
import type * as Problems from '@/model/problems';
import type * as ThrownPlace from '@/model/thrown-place';
import { useProblems } from './problems';

type Checker = typeof Problems & typeof ThrownPlace & typeof Conformance;

let checker: Checker | null = null;
let loading: Promise<Checker> | null = null;

/** Resolves when problems can be computed: the parser of JavaScript is a chunk of its own. */
export async function whenChecked(): Promise<void> {
  loading ??= load();
  checker = await loading;
}

async function load(): Promise<Checker> {
  const [problems, thrown, conformance] = await Promise.all([
    import('@/model/problems'),
    import('@/model/thrown-place'),
    import('@/model/conformance'),
  ]);
  return { ...problems, ...thrown, ...conformance };
}

/** The problems of one flow as the document stands now; none before `whenChecked`. */
export function checkFlow(project: Project, flow: Flow): readonly Problem[] {
  return byTheEngine(checker?.flowProblems(project, flow) ?? [], project);
}

/** All problems of a project, computed now. */
export async function checkProblems(project: Project): Promise<readonly Problem[]> {
  await whenChecked();
  if (checker === null) return [];
  await inSlices(checker.readCodes(project));
  return byTheEngine(checker.problems(project), project);
}

/** What of a project would differ or fail on the platform, computed now. */
export async function checkConformance(
  project: Project,
  format: PlatformFormat,
): Promise<readonly Problem[]> {
  await whenChecked();
  return checker?.conformance(project, format) ?? [];
}

/** Modules that the flow's code requires; none before `whenChecked`. */
export function modulesOf(flow: Flow): readonly string[] {
  return checker?.requiredModules(flow) ?? [];
}

/** Where code threw a value that is no Error; null where that is not certain, or before `whenChecked`. */
export function placeOfThrown(code: string, thrown: string) {
  return checker?.thrownPlace(code, thrown) ?? null;
}

/** Code that the engine itself has taken. */
const taken = new Set<string>();
const MOST_TAKEN = 200;

/** The engine takes this code: from now on it is no error that our parser refuses it. */
export function engineTakes(code: string): void {
  if (taken.has(code)) return;
  if (taken.size >= MOST_TAKEN) taken.clear();
  taken.add(code);
  const { project } = useDocument.getState();
  if (project === null) return;
  const { problems } = useProblems.getState();
  useProblems.setState({ problems: byTheEngine(problems, project) });
}

/** Where our parser refuses what the engine takes, the engine's word counts. */
function byTheEngine(problems: readonly Problem[], project: Project): readonly Problem[] {
  if (taken.size === 0) return problems;
  return problems.map((problem) => {
    if (problem.code !== 'code-syntax') return problem;
    const flow = project.flows.find(({ id }) => id === problem.flowId);
    const step = flow?.steps.find(({ id }) => id === problem.stepId);
    if (step === undefined || !taken.has(codeOf(step) ?? '')) return problem;
    return {
      ...problem,
      severity: 'info',
      code: 'code-unread',
      message: `It runs: the engine takes this code. The editor’s own parser does not (${problem.message.replace(/\.$/, '')}), so nothing is known here of the results and config variables that it reads.`,
    };
  });
}

/** Keeps the problems store true to the document, computing when the page is idle. */
export function watchProblems(): () => void {
  let isScheduled = false;
  let checked: Project | null = null;
  const check = async (): Promise<void> => {
    const { project: before } = useDocument.getState();
    if (checker !== null && before !== null) await inSlices(checker.readCodes(before), nextIdle);
    isScheduled = false;
    const { project } = useDocument.getState();
    if (checker === null || project === checked) return;
    checked = project;
    const problems = project === null ? [] : byTheEngine(checker.problems(project), project);
    useProblems.setState({ problems, isChecking: false });
  };
  const schedule = () => {
    if (isScheduled || useDocument.getState().project === checked) return;
    isScheduled = true;
    useProblems.setState({ isChecking: true });
    void whenChecked().then(nextIdle).then(check);
  };
  schedule();
  return useDocument.subscribe(schedule);
}
