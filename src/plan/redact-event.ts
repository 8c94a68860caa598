import type { FetchReply, FetchRequest, HeaderPair, NetworkAnswer, NetworkCall } from './network';
import type { Redactor } from './redact';
import type {
  LogRow,
  ResultBytes,
  RunError,
  RunEvent,
  RunResponse,
  RunState,
  StepOutcome,
  StepTime,
} from './run';

/** What a run says, without the secrets in it. What its later steps receive is not touched. */
export function redactEvent(redactor: Redactor, event: RunEvent): RunEvent {
  switch (event.type) {
    case 'step-started':
      return event;
    case 'step-logged':
      return { ...event, rows: event.rows.map((row) => redactRow(redactor, row)) };
    case 'step-ended':
      return { ...event, outcome: redactOutcome(redactor, event.outcome) };
    case 'call-started':
      return { ...event, call: redactCall(redactor, event.call) };
    case 'call-ended':
      return { ...event, reply: redactReply(redactor, event.reply) };
    case 'responded':
      return { ...event, response: redactResponse(redactor, event.response) };
    case 'run-ended':
      return event.error === undefined
        ? event
        : { ...event, error: redactError(redactor, event.error) };
  }
}

/**
 * A run as it is shown to others. What was masked once is found again by `known`, so that a run that goes on costs
 * only what is new.
 */
export function redactRun(
  redactor: Redactor,
  run: RunState,
  known: WeakMap<object, object>,
): RunState {
  const once = <T extends object>(value: T, mask: (value: T) => T): T => {
    // What was put in under this value was made by the same mask.
    const found = known.get(value) as T | undefined;
    if (found !== undefined) return found;
    const masked = mask(value);
    known.set(value, masked);
    return masked;
  };
  return {
    ...run,
    steps: Object.fromEntries(
      Object.entries(run.steps).map(([id, step]) => [
        id,
        once(step, (each) => ({
          ...redactTime(redactor, each),
          iterations: each.iterations.map((batch) =>
            once(batch, (times) => times.map((time) => redactTime(redactor, time))),
          ),
        })),
      ]),
    ),
    logs: run.logs.map((batch) =>
      once(batch, (rows) =>
        rows.map((row) => ({ ...row, message: redactor.text(row.message, row.truncated) })),
      ),
    ),
    calls: run.calls.map((call) => once(call, (each) => redactCall(redactor, each))),
    response:
      run.response === null
        ? null
        : once(run.response, (response) => redactResponse(redactor, response)),
    error: run.error === null ? null : once(run.error, (error) => redactError(redactor, error)),
  };
}

function redactTime<T extends StepTime>(redactor: Redactor, time: T): T {
  const { result, warnings, error } = time;
  return {
    ...time,
    result: result === null ? null : redactResult(redactor, result),
    warnings: warnings.map((warning) => redactor.text(warning)),
    error: error === null ? null : redactError(redactor, error),
  };
}

/** About how many bytes of an event have to be looked at. */
export function weighEvent(event: RunEvent): number {
  switch (event.type) {
    case 'step-ended':
      return 'result' in event.outcome ? (event.outcome.result?.bytes.length ?? 0) : 0;
    case 'responded':
      return event.response.body.length;
    case 'call-started':
      return event.call.request.body?.length ?? 0;
    case 'call-ended':
      return event.reply.ok ? event.reply.answer.body.length : 0;
    case 'step-logged':
      return event.rows.reduce((sum, { message }) => sum + message.length, 0);
    case 'step-started':
    case 'run-ended':
      return 0;
  }
}

function redactRow(redactor: Redactor, row: LogRow): LogRow {
  return { ...row, message: redactor.text(row.message, row.truncated) };
}

function redactOutcome(redactor: Redactor, outcome: StepOutcome): StepOutcome {
  switch (outcome.status) {
    case 'succeeded':
      return {
        ...outcome,
        result: outcome.result === null ? null : redactResult(redactor, outcome.result),
        warnings: outcome.warnings.map((warning) => redactor.text(warning)),
      };
    case 'pinned':
      return { ...outcome, result: redactResult(redactor, outcome.result) };
    case 'failed':
    case 'timed out':
      return { ...outcome, error: redactError(redactor, outcome.error) };
    case 'stopped':
    case 'skipped':
      return outcome;
  }
}

function redactResult(redactor: Redactor, { bytes, summary }: ResultBytes): ResultBytes {
  return { bytes: redactor.result(bytes), summary: redactor.text(summary, true) };
}

function redactError(redactor: Redactor, error: RunError): RunError {
  const { name, message, code, stack } = error;
  return {
    ...error,
    name: redactor.text(name, true),
    message: redactor.text(message, true),
    ...(code === undefined ? {} : { code: redactor.text(code) }),
    ...(stack === undefined ? {} : { stack: redactor.text(stack, true) }),
  };
}

function redactCall(redactor: Redactor, call: NetworkCall): NetworkCall {
  const { request, requestSize, answer, answerSize, failure } = call;
  return {
    ...call,
    request: redactRequest(redactor, request, requestSize),
    answer: answer === null ? null : redactAnswer(redactor, answer, answerSize),
    failure:
      failure === null ? null : { ...failure, message: redactor.text(failure.message, true) },
  };
}

function redactRequest(redactor: Redactor, request: FetchRequest, size: number): FetchRequest {
  const { url, headers, body } = request;
  return {
    ...request,
    url: redactor.text(url, true),
    headers: redactHeaders(redactor, headers),
    body: body === null ? null : redactor.bytes(body, body.length < size),
  };
}

function redactReply(redactor: Redactor, reply: FetchReply): FetchReply {
  if (reply.ok) {
    const { answer } = reply;
    return { ...reply, answer: redactAnswer(redactor, answer, answer.body.length) };
  }
  const { failure } = reply;
  return { ...reply, failure: { ...failure, message: redactor.text(failure.message, true) } };
}

function redactAnswer(redactor: Redactor, answer: NetworkAnswer, size: number): NetworkAnswer {
  const { statusText, url, headers, body } = answer;
  return {
    ...answer,
    statusText: redactor.text(statusText),
    url: redactor.text(url, true),
    headers: redactHeaders(redactor, headers),
    body: redactor.bytes(body, body.length < size),
  };
}

function redactHeaders(redactor: Redactor, headers: readonly HeaderPair[]): readonly HeaderPair[] {
  return headers.map(({ name, value }) => ({
    name: redactor.text(name),
    value: redactor.text(value),
  }));
}

function redactResponse(redactor: Redactor, response: RunResponse): RunResponse {
  const { headers, body, contentType, isBinary } = response;
  return {
    ...response,
    contentType: redactor.text(contentType),
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [redactor.text(name), redactor.text(value)]),
    ),
    body: redactor.bytes(body, !isBinary),
  };
}
