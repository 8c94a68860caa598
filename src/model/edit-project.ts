import { newId, type FlowId, type MockRuleId, type PayloadId, type StepId } from '@/lib/ids';
import { changeItem, moveItem, patched } from './change-list';
import { withNewConfigIds } from './edit-config';
import { uniqueName } from './names';
import { newFlow, newPayload } from './new-project';
import type { Flow, Payload, Project } from './project';

/** Replaces a flow by what `edit` makes of it; the same project when that is the same flow. */
export function editFlow(project: Project, id: FlowId, edit: (flow: Flow) => Flow): Project {
  return patched(project, { flows: changeItem(project.flows, id, edit) });
}

/** Adds a flow with a trigger, a payload and a name that is free, behind the others. */
export function addFlow(project: Project): { project: Project; flow: Flow } {
  const flow = newFlow(uniqueFlowName(project, `Flow ${project.flows.length + 1}`));
  return { project: { ...project, flows: [...project.flows, flow] }, flow };
}

/** A copy behind the original, with ids of its own. */
export function duplicateFlow(
  project: Project,
  id: FlowId,
): { project: Project; flow: Flow } | null {
  const index = project.flows.findIndex((flow) => flow.id === id);
  const original = project.flows[index];
  if (original === undefined) return null;
  const flow = withNewIds(original, uniqueFlowName(project, original.name));
  const flows = project.flows.toSpliced(index + 1, 0, flow);
  return { project: { ...project, flows }, flow };
}

/** The last flow stays: a project without one has nothing to show. */
export function deleteFlow(project: Project, id: FlowId): Project {
  if (project.flows.length <= 1) return project;
  const flows = project.flows.filter((flow) => flow.id !== id);
  return flows.length === project.flows.length ? project : { ...project, flows };
}

/** Moves a flow by places up (negative) or down. */
export function moveFlow(project: Project, id: FlowId, by: number): Project {
  const index = project.flows.findIndex((flow) => flow.id === id);
  return patched(project, { flows: moveItem(project.flows, index, by) });
}

/** What of a flow its settings change. */
export type FlowSettings = Partial<Pick<Flow, 'name' | 'description' | 'isSynchronous'>>;

/** Changes settings; the header by which a test run says whether it is synchronous follows. */
export function updateFlowSettings(flow: Flow, patch: FlowSettings): Flow {
  const next = patched(flow, patch);
  if (next.isSynchronous === flow.isSynchronous) return next;
  const payloads = flow.payloads.map((payload) => ({
    ...payload,
    headers: payload.headers.map((header) =>
      header.name.toLowerCase() === 'prismatic-synchronous'
        ? { ...header, value: String(next.isSynchronous) }
        : header,
    ),
  }));
  return { ...next, payloads };
}

/** Renames a project; the same project where that is its name. */
export function renameProject(project: Project, name: string): Project {
  return patched(project, { name });
}

/** Adds a payload, with the members of `from` or those that its trigger's kind begins with. Its name is made unique. */
export function addPayload(flow: Flow, from?: Partial<Payload>): { flow: Flow; payload: Payload } {
  const name = uniquePayloadName(flow, from?.name ?? 'Payload 1');
  const begun = newPayload(name, flow.steps[0]?.kind);
  const payload = { ...begun, ...from, id: begun.id, name };
  return { flow: { ...flow, payloads: [...flow.payloads, payload] }, payload };
}

/** Changes members of a payload; the same flow where nothing differs. */
export function updatePayload(
  flow: Flow,
  id: PayloadId,
  patch: Partial<Omit<Payload, 'id'>>,
): Flow {
  const payloads = changeItem(flow.payloads, id, (payload) => patched(payload, patch));
  return patched(flow, { payloads });
}

/** A copy directly behind the original, under a name of its own; null for an id that is not there. */
export function duplicatePayload(
  flow: Flow,
  id: PayloadId,
): { flow: Flow; payload: Payload } | null {
  const index = flow.payloads.findIndex((payload) => payload.id === id);
  const original = flow.payloads[index];
  if (original === undefined) return null;
  const name = uniquePayloadName(flow, original.name);
  const payload = { ...original, id: newId<PayloadId>(), name };
  return { flow: { ...flow, payloads: flow.payloads.toSpliced(index + 1, 0, payload) }, payload };
}

/** The last payload stays: a run needs one. */
export function deletePayload(flow: Flow, id: PayloadId): Flow {
  const payloads = flow.payloads.filter((payload) => payload.id !== id);
  if (payloads.length === 0 || payloads.length === flow.payloads.length) return flow;
  return { ...flow, payloads };
}

/** Whether runs here fail where the platform's would, or are only warned. */
export function setFailsAtPlatformLimits(project: Project, isOn: boolean): Project {
  return patched(project, { failsAtPlatformLimits: isOn });
}

/** Whether retries here follow at once, without the delay that the platform waits. */
export function setSkipsRetryDelays(project: Project, isOn: boolean): Project {
  if ((project.skipsRetryDelays ?? false) === isOn) return project;
  const { skipsRetryDelays: _before, ...rest } = project;
  return isOn ? { ...rest, skipsRetryDelays: true } : rest;
}

/** A project with ids of its own throughout, for opening a file beside the project it was exported from. */
export function withNewProjectIds(project: Project, name: string): Project {
  return {
    ...project,
    id: newId(),
    name,
    flows: project.flows.map((flow) => withNewIds(flow, flow.name)),
    ...withNewConfigIds(project),
    network: {
      ...project.network,
      rules: project.network.rules.map((rule) => ({ ...rule, id: newId<MockRuleId>() })),
    },
  };
}

function withNewIds(flow: Flow, name: string): Flow {
  const ids = new Map(flow.steps.map(({ id }) => [id, newId<StepId>()]));
  const own = (id: StepId): StepId => ids.get(id) ?? id;
  return {
    ...flow,
    id: newId(),
    name,
    steps: flow.steps.map((step) => ({
      ...step,
      id: own(step.id),
      parent: step.parent === null ? null : { ...step.parent, stepId: own(step.parent.stepId) },
    })),
    edges: flow.edges.map(({ from, to }) => ({ id: newId(), from: own(from), to: own(to) })),
    payloads: flow.payloads.map(({ mocks, ...payload }) => ({
      ...payload,
      id: newId(),
      ...(mocks === undefined
        ? {}
        : { mocks: mocks.map((mock) => ({ ...mock, stepId: own(mock.stepId) })) }),
    })),
  };
}

function uniqueFlowName(project: Project, name: string): string {
  const taken = new Set(project.flows.map((flow) => flow.name.toLowerCase()));
  return uniqueName(name, (candidate) => taken.has(candidate.toLowerCase()));
}

function uniquePayloadName(flow: Flow, name: string): string {
  const taken = new Set(flow.payloads.map((payload) => payload.name.toLowerCase()));
  return uniqueName(name, (candidate) => taken.has(candidate.toLowerCase()));
}
