import { isSameState, type StateTexts } from '@/plan/state';
import type { ChainJob } from '@/runtime/protocol/messages';
import type { StateObjects } from './context';
import { makeRequire } from './modules';
import { buildPayload } from './payload';
import type { Reporter } from './reporter';
import { errorResponse } from './response';
import { encodeState, readState } from './state-objects';
import { Walk } from './walk';

/** Walks the steps of a chain to their end, or to the first that fails, and tells the state it leaves. */
export async function runChain(job: ChainJob, reporter: Reporter): Promise<void> {
  const state = readState(job.state);
  const require = makeRequire(job.modules, job.moduleProblems);
  let payload: unknown;
  if (job.request !== null) {
    const built = buildPayload(job.request, job.identity);
    if (!built.ok) {
      const response = errorResponse(built.message, job.identity.executionId);
      reporter.add({ t: 'refused', message: built.message, response });
      await reporter.settled();
      return;
    }
    payload = built.payload;
  }
  const went = await new Walk({ job, reporter, state, require, payload }).steps(job.steps);
  const texts = went === 'failed' ? null : leftState(state);
  if (texts !== null && !isSameState(texts, job.state)) {
    // A large result must not travel in the same message.
    reporter.flush();
    reporter.add({ t: 'state', state: texts });
  }
  await reporter.settled();
}

/** Null where code has put something there since its step ended that cannot be kept. */
function leftState(state: StateObjects): StateTexts | null {
  try {
    return encodeState(state);
  } catch {
    return null;
  }
}
