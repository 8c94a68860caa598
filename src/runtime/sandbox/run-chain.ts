import { isSameState } from '@/plan/state';
import type { ChainJob } from '@/runtime/protocol/messages';
import { makeRequire } from './modules';
import { buildPayload } from './payload';
import type { Reporter } from './reporter';
import { errorResponse } from './response';
import { leftState, readState } from './state-objects';
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
  const walk = new Walk({ job, reporter, state, require, payload });
  const went = await walk.steps(job.steps, job.resume?.way ?? null);
  const texts = went === 'failed' ? null : leftState(state);
  if (texts !== null && !isSameState(texts, walk.toldState)) {
    // A large result must not travel in the same message.
    reporter.flush();
    reporter.add({ t: 'state', state: texts });
  }
  await reporter.settled();
}
