import { expect, it } from 'vitest';
import { configValues } from './config-values';
import { addConnection, setConnectionInput } from './edit-config';
import { newProject } from './new-project';
import { listSecretKeys, secretSlots, takeSecretInputs } from './secret-inputs';

const HEADERS = [
  { key: 'Authorization', value: 'Bearer open-sesame' },
  { key: 'X-Key', value: 'second-key' },
  { key: 'X-Key', value: 'third-key' },
  { key: 'X-Empty', value: '' },
];

function written() {
  const added = addConnection(newProject('P'), 'clientCredentials');
  const { id, name } = added.configVar;
  const withHeaders = setConnectionInput(added.project, id, 'headers', HEADERS);
  return { id, name, project: setConnectionInput(withHeaders, id, 'clientSecret', 's3cret') };
}

it('takes the secret values out of a project and leaves the names', () => {
  const { id, project } = written();
  const { project: rest, taken } = takeSecretInputs(project);
  expect(JSON.stringify(rest)).not.toMatch(/open-sesame|second-key|third-key|s3cret/);
  expect(rest.configVars[0]?.connection?.inputs).toMatchObject({
    headers: HEADERS.map(({ key }) => ({ key, value: '' })),
    clientSecret: '',
  });
  expect(taken).toEqual([
    { id, key: 'clientSecret', value: 's3cret' },
    { id, key: 'headers/Authorization', value: 'Bearer open-sesame' },
    { id, key: 'headers/X-Key', value: 'second-key' },
    { id, key: 'headers/X-Key/2', value: 'third-key' },
  ]);
  expect(takeSecretInputs(rest)).toEqual({ project: rest, taken: [] });
  expect(takeSecretInputs(rest).project).toBe(rest);
});

it('gives code the values again, by name, whatever the order is now', () => {
  const { id, name, project } = written();
  const { project: rest, taken } = takeSecretInputs(project);
  const turned = setConnectionInput(
    rest,
    id,
    'headers',
    [1, 2, 0].map((at) => ({ key: HEADERS[at]?.key ?? '', value: '' })),
  );
  const values = configValues(turned.configVars, {
    read: (of, key) => taken.find((each) => each.id === of && each.key === key)?.value ?? null,
    token: () => null,
  });
  expect(values[name]).toMatchObject({
    fields: { clientSecret: 's3cret', headers: [HEADERS[1], HEADERS[2], HEADERS[0]] },
  });
});

it('asks for every value by itself', () => {
  const { project } = written();
  const connection = project.configVars[0]?.connection;
  if (connection == null) throw new Error('no connection');
  expect(secretSlots(connection).map(({ key, label }) => [key, label])).toEqual([
    ['clientSecret', 'Client Secret'],
    ['headers/Authorization', 'Headers, Authorization'],
    ['headers/X-Key', 'Headers, X-Key'],
    ['headers/X-Key/2', 'Headers, X-Key'],
    ['headers/X-Empty', 'Headers, X-Empty'],
  ]);
  expect(listSecretKeys('headers', [])).toEqual([]);
});
