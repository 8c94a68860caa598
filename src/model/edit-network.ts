import { newId, type MockRuleId } from '@/lib/ids';
import type { MockRule, NetworkCall, NetworkSettings } from '@/plan/network';
import { changeItem, moveItem, patched } from './change-list';
import type { Project } from './project';

/** Changes how the project's runs reach the network; the same project where nothing differs. */
export function updateNetwork(project: Project, patch: Partial<NetworkSettings>): Project {
  return patched(project, { network: patched(project.network, patch) });
}

/** Puts an origin on the list of those that live runs may call. */
export function allowOrigin(project: Project, origin: string): Project {
  const { allowedOrigins } = project.network;
  if (allowedOrigins.includes(origin)) return project;
  return updateNetwork(project, { allowedOrigins: [...allowedOrigins, origin] });
}

/** Takes an origin off the list: a live run asks for it again. */
export function disallowOrigin(project: Project, origin: string): Project {
  const { allowedOrigins } = project.network;
  if (!allowedOrigins.includes(origin)) return project;
  return updateNetwork(project, {
    allowedOrigins: allowedOrigins.filter((other) => other !== origin),
  });
}

/** A rule that answers everything below an address with an empty JSON object. */
export function newRule(): MockRule {
  return {
    id: newId<MockRuleId>(),
    isOn: true,
    method: '',
    urlPattern: 'https://api.example.com/*',
    statusCode: 200,
    headers: [],
    body: '{}',
    delayMs: 0,
    fault: 'none',
  };
}

/** A rule for a call that was made: with its answer where it got one. Ahead of the others, so that it is the one to match. */
export function ruleOf({ request, answer }: NetworkCall): MockRule {
  const shown = ['content-type', 'location', 'link', 'retry-after'];
  return {
    ...newRule(),
    method: request.method.toUpperCase(),
    urlPattern: request.url,
    ...(answer === null
      ? {}
      : {
          statusCode: answer.statusCode,
          headers: answer.headers.filter(({ name }) => shown.includes(name.toLowerCase())),
          body: new TextDecoder().decode(answer.body),
        }),
  };
}

/** Adds a rule ahead of the others, so that it is the one to match. */
export function addRule(project: Project, rule: MockRule): Project {
  return updateNetwork(project, { rules: [rule, ...project.network.rules] });
}

/** Changes members of a rule; the same project where nothing differs. */
export function updateRule(
  project: Project,
  id: MockRuleId,
  patch: Partial<Omit<MockRule, 'id'>>,
): Project {
  const rules = changeItem(project.network.rules, id, (rule) => patched(rule, patch));
  return updateNetwork(project, { rules });
}

/** Deletes a rule. Requests that it answered go on to the next one that matches. */
export function deleteRule(project: Project, id: MockRuleId): Project {
  return updateNetwork(project, { rules: project.network.rules.filter((rule) => rule.id !== id) });
}

/** Moves a rule by places up (negative) or down: the first that matches answers. */
export function moveRule(project: Project, id: MockRuleId, by: number): Project {
  const { rules } = project.network;
  const index = rules.findIndex((rule) => rule.id === id);
  return updateNetwork(project, { rules: moveItem(rules, index, by) });
}
