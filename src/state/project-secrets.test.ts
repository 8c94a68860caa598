import { beforeEach, expect, it, vi } from 'vitest';
import { addConnection } from '@/model/edit-config';
import { withNewProjectIds } from '@/model/edit-project';
import { newProject } from '@/model/new-project';
import type { ConfigVarId } from '@/lib/ids';
import { copyProjectSecrets, forgetSecretsAfter, secretOwners } from './project-secrets';
import { readSecret, setKeep, setSecret, setToken, tokenOf, keepOf, useSecrets } from './secrets';
import { useSession } from './session';

function withSecrets() {
  const { project, configVar } = addConnection(newProject('P'), 'clientCredentials');
  // Steps of an import have secrets too, under their own ids.
  const stepId = project.flows[0]?.steps[0]?.id as unknown as ConfigVarId;
  setSecret(configVar.id, 'clientSecret', 's3cret');
  setKeep(configVar.id, 'device');
  setToken(configVar.id, { access_token: 't' }, { obtainedAt: 0, expiresAt: null, from: 'pasted' });
  setSecret(stepId, 'password', 'of the step');
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
  expect(copyProjectSecrets(newProject('A'), newProject('B'))).toBeNull();
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
