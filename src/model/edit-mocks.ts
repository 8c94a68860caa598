import type { BranchId, PayloadId, StepId } from '@/lib/ids';
import type { Flow, Mock, Payload } from './project';

/** What a payload says that a step yields; null where it says nothing. */
export function mockOf(payload: Payload | null, stepId: StepId): Mock | null {
  return payload?.mocks?.find((mock) => mock.stepId === stepId) ?? null;
}

/** Says what a step yields with a payload. */
export function setMock(flow: Flow, payloadId: PayloadId, mock: Mock): Flow {
  return changePayload(flow, payloadId, (payload) => {
    const mocks = payload.mocks ?? [];
    const at = mocks.findIndex(({ stepId }) => stepId === mock.stepId);
    const before = mocks[at];
    if (before?.kind === mock.kind && before.text === mock.text) return payload;
    return { ...payload, mocks: at === -1 ? [...mocks, mock] : mocks.with(at, mock) };
  });
}

/** Leaves the step without a result with this payload: a run stops there. */
export function removeMock(flow: Flow, payloadId: PayloadId, stepId: StepId): Flow {
  return changePayload(flow, payloadId, (payload) => {
    if (mockOf(payload, stepId) === null) return payload;
    const { mocks = [], ...rest } = payload;
    const left = mocks.filter((mock) => mock.stepId !== stepId);
    return left.length === 0 ? rest : { ...rest, mocks: left };
  });
}

/** Says which branch of an app's trigger is taken with a payload; null for none. */
export function setTriggerBranch(flow: Flow, payloadId: PayloadId, branch: BranchId | null): Flow {
  return changePayload(flow, payloadId, (payload) => {
    if ((payload.triggerBranch ?? null) === branch) return payload;
    const { triggerBranch: _before, ...rest } = payload;
    return branch === null ? rest : { ...rest, triggerBranch: branch };
  });
}

/** The same flow where nothing changed. */
function changePayload(flow: Flow, id: PayloadId, change: (payload: Payload) => Payload): Flow {
  const payloads = flow.payloads.map((payload) => (payload.id === id ? change(payload) : payload));
  const isSame = payloads.every((payload, at) => payload === flow.payloads[at]);
  return isSame ? flow : { ...flow, payloads };
}
