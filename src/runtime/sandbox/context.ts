import type { Identity } from '@/runtime/protocol/messages';
import type { PlanStep } from '@/plan/plan';
import type { StateName } from '@/plan/state';
import type { Logger } from './logger';
import { NotAvailableError } from './not-available';
import { placeholders } from './placeholders';

/** The four state objects of an execution; code may change them in place or return them. */
export type StateObjects = Readonly<Record<StateName, Record<string, unknown>>>;

/** The first parameter of every step: each key of platform.md 2.2, so that pasted code never meets undefined. */
export function makeContext(about: {
  readonly step: PlanStep;
  readonly identity: Identity;
  readonly logger: Logger;
  readonly configVars: Record<string, unknown>;
  readonly state: StateObjects;
}): Record<string, unknown> {
  const { step, identity, logger, configVars, state } = about;
  return {
    logger,
    configVars,
    ...state,
    stepId: step.id,
    executionId: identity.executionId,
    ...placeholders(identity),
    executionFrame: {
      invokedByExecutionJWT: '',
      invokedByExecutionStartedAt: '',
      componentActionKey:
        step.kind === 'code' && step.role === 'trigger' ? 'code-runCodeTrigger' : 'code-runCode',
      executionId: identity.executionId,
      executionStartedAt: identity.startedAt,
      stepName: step.name,
      loopPath: '',
    },
    flowSchemas: {},
    runnerAllocatedMemoryMb: 1024,
    debug: {
      enabled: false,
      timeElapsed: { mark: () => undefined, measure: () => undefined },
      memoryUsage: () => undefined,
      results: { timeElapsed: {}, memoryUsage: [], allowlist: [] },
    },
    invokeFlow: () =>
      Promise.reject(
        new NotAvailableError(
          'invokeFlow',
          'Run the other flow by itself with a payload of its own.',
        ),
      ),
    components: {},
    isSimulatedTestExecution: false,
    batch: { enabled: false },
  };
}
