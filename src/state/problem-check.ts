import type { Flow, Project } from '@/model/project';
import type { Problem } from '@/plan/problem';
import { useDocument } from './document';
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
  return checker?.flowProblems(project, flow) ?? [];
}

/** All problems of a project, computed now. */
export async function checkProblems(project: Project): Promise<readonly Problem[]> {
  await whenChecked();
  return checker?.problems(project) ?? [];
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

/** Keeps the problems store true to the document, computing when the page is idle. */
export function watchProblems(): () => void {
  let isScheduled = false;
  let checked: Project | null = null;
  const check = () => {
    isScheduled = false;
    const { project } = useDocument.getState();
    if (checker === null || project === checked) return;
    checked = project;
    const problems = project === null ? [] : checker.problems(project);
    useProblems.setState({ problems, isChecking: false });
  };
  const schedule = () => {
    if (isScheduled || useDocument.getState().project === checked) return;
    isScheduled = true;
    useProblems.setState({ isChecking: true });
    void whenChecked().then(() => whenIdle(check));
  };
  schedule();
  return useDocument.subscribe(schedule);
}

/** Calls when the page has nothing better to do; soon, where the browser cannot tell. */
function whenIdle(call: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(call, { timeout: 500 });
  else setTimeout(call, 50);
}
