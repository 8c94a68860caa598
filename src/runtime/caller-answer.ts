import { toPlainText } from '@/plan/decoding';
import type { Plan } from '@/plan/plan';
import type { RunResponse, TriggerRequest } from '@/plan/run';

/** The key of the step whose result the caller is answered with; null where the trigger answers. */
export function answeringStep(plan: Plan, request: TriggerRequest): string | null {
  return isSynchronous(plan, request) ? (plan.steps.at(-1)?.key ?? null) : null;
}

/** The flow's setting, unless the request says otherwise (platform.md 3.5). */
function isSynchronous(plan: Plan, request: TriggerRequest): boolean {
  const name = Object.keys(request.headers).find(
    (key) => key.toLowerCase() === 'prismatic-synchronous',
  );
  const said = name === undefined ? undefined : request.headers[name]?.trim().toLowerCase();
  return said === 'true' || (said !== 'false' && plan.isSynchronous);
}

/** The answer where the answering step was given its result: nothing in the sandbox could make it. */
export function givenAnswer(plan: Plan, key: string | null, executionId: string): RunResponse {
  const answering = plan.steps.find((step) => step.key === key);
  const body = answering?.kind === 'given' ? answering.results : { executionId };
  return {
    statusCode: 200,
    contentType: 'application/json',
    headers: { 'prismatic-executionid': executionId },
    body: new TextEncoder().encode(toPlainText(body)),
    isBinary: false,
  };
}
