import { beforeEach, expect, it, vi } from 'vitest';
import { addConnection } from '@/model/edit-config';
import { duplicateFlow, withNewProjectIds } from '@/model/edit-project';
import { newProject } from '@/model/new-project';
import type { ConfigVarId } from '@/lib/ids';
import {
  copyFlowSecrets,
  copyProjectSecrets,
  forgetLeftBehind,
  forgetSecretsAfter,
  secretOwners,
} from './project-secrets';
import { secretOwnersOf } from './secret-owners';
import {
  keepOf,
  readSecret,
  setFormlessSecret,
  setKeep,
  setSecret,
  setToken,
  tokenOf,
  useSecrets,
} from './secrets';
import { useSession } from './session';

function withSecrets() {
  const { project, configVar } = addConnection(newProject('P'), 'clientCredentials');
  // Steps of an import have secrets too, under their own ids.
  const stepId = project.flows[0]?.steps[0]?.id as unknown as ConfigVarId;
  setSecret(configVar.id, 'clientSecret', 's3cret');
  setKeep(configVar.id, 'device');
  setToken(configVar.id, { access_token: 't' }, { obtainedAt: 0, expiresAt: null, from: 'pasted' });
  setFormlessSecret(stepId, project.id, 'password', 'of the step');
  return { project, id: configVar.id, stepId };
}

const storedAs = (project: { readonly id: string }) => ({
  id: project.id as never,
  revision: 1,
  updatedAt: 0,
  project,
});

beforeEach(() => {
  vi.stubGlobal('localStorage', {
    getItem: () => null,
    setItem: () => undefined,
    removeItem: () => undefined,
  });
  useSecrets.setState({ entries: {}, keptIds: [] });
  useSession.setState({ notice: null });
});

it('a copy gets the values of connections and steps, kept as long, and no token', () => {
  const { project, id } = withSecrets();
  const copy = withNewProjectIds(project, 'Copy');
  expect(copyProjectSecrets(project, copy)).toMatch(/^Its secret values were copied/);
  const copied = copy.configVars[0]?.id ?? id;
  const step = copy.flows[0]?.steps[0]?.id as unknown as ConfigVarId;
  expect(copied).not.toBe(id);
  expect([readSecret(copied, 'clientSecret'), keepOf(copied), tokenOf(copied)]).toEqual([
    's3cret',
    'device',
    null,
  ]);
  expect(readSecret(step, 'password')).toBe('of the step');
  // Deleted from the copy, a step's secret goes with the copy.
  expect(secretOwners({ ...storedAs(copy), project: {} })).toEqual([step]);
  expect(copyProjectSecrets(newProject('A'), newProject('B'))).toBeNull();
});

it('a copy of a flow gets the secrets of its steps', () => {
  const { project } = withSecrets();
  const [flow] = project.flows;
  const made = flow === undefined ? null : duplicateFlow(project, flow.id);
  if (flow === undefined || made === null) throw new Error('A project has a flow.');
  copyFlowSecrets(flow, made.flow, project.id);
  const step = made.flow.steps[0]?.id as unknown as ConfigVarId;
  expect([readSecret(step, 'password'), keepOf(step)]).toEqual(['of the step', 'device']);
});

it('a deleted project keeps its secrets until its notice has gone, and for good when it was put back', async () => {
  const { project, id, stepId } = withSecrets();
  const notice = { kind: 'info', text: 'P was deleted.' } as const;
  const stored = storedAs(project);
  expect(new Set(secretOwners(stored))).toEqual(new Set([id, stepId]));

  useSession.setState({ notice });
  const forgetting = forgetSecretsAfter(notice, stored);
  // The notice goes first and its action is done then.
  useSession.setState({ notice: null });
  forgetting.keep();
  await Promise.resolve();
  expect(readSecret(id, 'clientSecret')).toBe('s3cret');

  useSession.setState({ notice });
  forgetSecretsAfter(notice, stored);
  expect(readSecret(id, 'clientSecret')).toBe('s3cret');
  useSession.setState({ notice: { kind: 'info', text: 'Another one.' } });
  await Promise.resolve();
  expect([readSecret(id, 'clientSecret'), readSecret(stepId, 'password')]).toEqual([null, null]);
});

it('a step that was deleted keeps its secret while it can come back, and no longer', () => {
  const { project, id, stepId } = withSecrets();
  const [flow] = project.flows;
  if (flow === undefined) throw new Error('A project has a flow.');
  expect(keepOf(stepId)).toBe('device');
  expect(new Set(secretOwners({ ...storedAs(project), project: {} }))).toEqual(new Set([stepId]));
  forgetLeftBehind(project);
  forgetLeftBehind(newProject('Another'));
  expect(readSecret(stepId, 'password')).toBe('of the step');
  forgetLeftBehind({ ...project, flows: [{ ...flow, steps: [] }] });
  expect([readSecret(stepId, 'password'), readSecret(id, 'clientSecret')]).toEqual([
    null,
    's3cret',
  ]);
});

it('all that have secrets are listed by name, without the values', () => {
  const { project } = withSecrets();
  const owners = secretOwnersOf(project, useSecrets.getState());
  expect(owners.map(({ name, what, keep }) => [name, what, keep])).toEqual([
    [expect.stringMatching(/^Connection /), 'clientSecret, token', 'device'],
    [expect.stringMatching(/^Step /), 'password', 'device'],
  ]);
  expect(JSON.stringify(owners)).not.toMatch(/s3cret|of the step/);
});
