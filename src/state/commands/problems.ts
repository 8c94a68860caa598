import { codeOf } from '@/kinds';
import type { PayloadId, StepId } from '@/lib/ids';
import type { Problem, ProblemFix } from '@/plan/problem';
import { useDocument } from '@/state/document';
import { useProblems } from '@/state/problems';
import { useSession } from '@/state/session';
import { addConfigVar, chooseConnection } from './config-vars';
import { selectFlow } from './flows';
import { giveMock, showPayload } from './mocks';
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
  if (field?.startsWith('payloads.') === true) {
    // The field was made from the payload's id.
    showPayload(field.slice('payloads.'.length) as PayloadId);
    return;
  }
  if (stepId !== undefined) {
    if (field?.startsWith('inputs.') === true) openStep(stepId, 'code');
    else if (field?.startsWith('mocks.') === true) {
      openStep(stepId, 'code');
      // Problems of mocks name their payload so.
      choosePayload(field.slice('mocks.'.length) as PayloadId);
    } else if (line === undefined) openStep(stepId);
    else revealLine(stepId, line, column);
    return;
  }
  if (field?.startsWith('configVars.') === true) showConfigVar(field);
  else if (flowId !== undefined) {
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
  switch (fix?.kind) {
    case 'create-config-var':
      addConfigVar(fix.name);
      return;
    case 'insert-code':
      if (stepId !== undefined) insertCode(stepId, fix.at, fix.text);
      return;
    case 'give-mock':
      void giveMock(fix.payloadId, fix.stepId);
      return;
    case 'choose-branch':
      showPayload(fix.payloadId);
      return;
    case undefined:
  }
}

function insertCode(stepId: StepId, at: number, text: string): void {
  const { project } = useDocument.getState();
  const step = project?.flows.flatMap(({ steps }) => steps).find(({ id }) => id === stepId);
  const code = step === undefined ? null : codeOf(step);
  if (code !== null) setStepCode(stepId, `${code.slice(0, at)}${text}${code.slice(at)}`);
}

/** What the button that mends a problem says. */
export function fixLabel(fix: ProblemFix): string {
  switch (fix.kind) {
    case 'create-config-var':
      return 'Create it';
    case 'insert-code':
      return fix.label;
    case 'give-mock':
      return 'Give it a result';
    case 'choose-branch':
      return 'Choose a branch';
  }
}

/** The same, with which of several problems it mends. */
export function fixName({ line }: Problem, fix: ProblemFix): string {
  return `${fixLabel(fix)}: ${fix.kind === 'insert-code' ? `line ${line ?? 1}` : fix.name}`;
}
