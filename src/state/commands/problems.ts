import { codeOf } from '@/kinds';
import type { Problem } from '@/plan/problem';
import { useDocument } from '@/state/document';
import { useProblems } from '@/state/problems';
import { useSession } from '@/state/session';
import { addConfigVar, chooseConnection } from './config-vars';
import { selectFlow } from './flows';
import { choosePayload } from './payloads';
import { setStepCode } from './steps';
import { openStep, revealLine, showConsole, showView } from './selection';

let shown = -1;

/** Goes to the next or previous problem, round and round. */
export function goToProblem(by: 1 | -1): void {
  const { problems } = useProblems.getState();
  if (problems.length === 0) return;
  shown = (shown + by + problems.length) % problems.length;
  const problem = problems[shown];
  showConsole('problems');
  if (problem !== undefined) showProblem(problem);
}

/** Goes to the place a problem is about: the line, the step, the payload, the config variables. */
export function showProblem({ flowId, stepId, field, line, column }: Problem): void {
  if (flowId !== undefined) selectFlow(flowId);
  if (stepId !== undefined) {
    if (line === undefined) openStep(stepId);
    else revealLine(stepId, line, column);
    return;
  }
  if (field?.startsWith('configVars.') === true) showConfigVar(field);
  else if (field?.startsWith('payloads.') === true) {
    // The field was made from the payload's id.
    choosePayload(field.slice('payloads.'.length) as Parameters<typeof choosePayload>[0]);
    showView('payload');
  } else if (flowId !== undefined) {
    useSession.setState({ dialog: { kind: 'flow-settings', flowId } });
  }
}

/** A connection has a view of its own. */
function showConfigVar(field: string): void {
  const configVar = useDocument
    .getState()
    .project?.configVars.find(({ id }) => field === `configVars.${id}`);
  if (configVar == null || configVar.connection === null) {
    showView('config');
    return;
  }
  chooseConnection(configVar.id);
  showView('connections');
}

/** Does what mends a problem at a click. */
export function fixProblem({ fix, stepId }: Problem): void {
  if (fix === undefined) return;
  if (fix.kind === 'create-config-var') {
    addConfigVar(fix.name);
    return;
  }
  const { project } = useDocument.getState();
  const step = project?.flows.flatMap(({ steps }) => steps).find(({ id }) => id === stepId);
  const code = step === undefined ? null : codeOf(step);
  if (step === undefined || code === null) return;
  setStepCode(step.id, `${code.slice(0, fix.at)}${fix.text}${code.slice(fix.at)}`);
}

/** What the button that mends a problem says. */
export function fixLabel(fix: NonNullable<Problem['fix']>): string {
  return fix.kind === 'create-config-var' ? 'Create it' : fix.label;
}
