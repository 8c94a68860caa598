import type { MockRuleId } from '@/lib/ids';
import * as edit from '@/model/edit-network';
import type { MockRule, NetworkCall, NetworkMode, NetworkSettings } from '@/plan/network';
import { editProject } from '@/state/edit-document';

const ASK_MS = 10_000;

const MODE_LABELS: Readonly<Record<NetworkMode, string>> = {
  blocked: 'Block the network',
  mocked: 'Mock the network',
  live: 'Let runs call the network',
};

/** Says what code may reach in runs of this project. */
export function setNetworkMode(mode: NetworkMode): void {
  editProject({ label: MODE_LABELS[mode] }, (project) => edit.updateNetwork(project, { mode }));
}

/** Changes what live requests may do. */
export function updateNetworkSwitches(
  patch: Partial<Pick<NetworkSettings, 'followRedirects' | 'allowLocalNetwork'>>,
): void {
  editProject({ label: 'Edit network settings' }, (project) => edit.updateNetwork(project, patch));
}

/** Lets live runs call an origin, without asking again. */
export function allowOrigin(origin: string): void {
  editProject({ label: `Allow ${origin}` }, (project) => edit.allowOrigin(project, origin));
}

/** Takes that back: the next run asks. */
export function disallowOrigin(origin: string): void {
  editProject({ label: `No longer allow ${origin}` }, (project) =>
    edit.disallowOrigin(project, origin),
  );
}

/** Adds a mock, for a call that was made or a new one. */
export function addRule(call?: NetworkCall): void {
  const rule = call === undefined ? edit.newRule() : edit.ruleOf(call);
  editProject({ label: 'Add mock' }, (project) => edit.addRule(project, rule));
}

/** Changes a mock; changes of one gesture are one entry of the history. */
export function updateRule(
  id: MockRuleId,
  patch: Partial<Omit<MockRule, 'id'>>,
  gesture?: string,
): void {
  editProject({ label: 'Edit mock', gesture }, (project) => edit.updateRule(project, id, patch));
}

/** Deletes a mock. */
export function deleteRule(id: MockRuleId): void {
  editProject({ label: 'Delete mock' }, (project) => edit.deleteRule(project, id));
}

/** Moves a mock by places up (negative) or down: the first that matches answers. */
export function moveRule(id: MockRuleId, by: number): void {
  editProject({ label: 'Move mock' }, (project) => edit.moveRule(project, id, by));
}

/** Asks an address for any answer at all, without credentials. Called only when a person asks for it. */
export async function askWhetherServerAnswers(url: string): Promise<boolean> {
  const { doesAnswer } = await import('@/net/live');
  return doesAnswer(url, AbortSignal.timeout(ASK_MS));
}
