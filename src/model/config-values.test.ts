import { describe, expect, it } from 'vitest';
import { addConfigVar, addConnection, setConnectionInput, withNewConfigIds } from './edit-config';
import { configValues, type SecretSource } from './config-values';
import { newProject } from './new-project';
import type { ConfigVar } from './project';

const NO_SECRETS: SecretSource = { read: () => null, token: () => null };

function valueOf(given: Partial<ConfigVar>): unknown {
  const { project } = addConfigVar(newProject('P'), { name: 'V', ...given });
  return configValues(project.configVars, NO_SECRETS)['V'];
}

describe('configValues', () => {
  it.each<[Partial<ConfigVar>, unknown]>([
    [{ dataType: 'string', testValue: 'a' }, 'a'],
    [{ dataType: 'number', testValue: '12' }, '12'],
    [{ dataType: 'boolean', testValue: 'true' }, 'true'],
    [{ dataType: 'date', testValue: '2026-11-25' }, '2026-11-25'],
    [{ dataType: 'picklist', pickList: ['a', 'b'], testValue: 'b' }, 'b'],
    [{ dataType: 'code', testValue: '{"a":1}' }, '{"a":1}'],
    [{ dataType: 'string', defaultValue: 'the default', testValue: '' }, 'the default'],
    [{ dataType: 'string', defaultValue: 'the default', testValue: 'mine' }, 'mine'],
    [{ collectionType: 'valuelist', testValue: '["a","b"]' }, ['a', 'b']],
    [{ collectionType: 'valuelist', testValue: '' }, []],
    [
      { collectionType: 'keyvaluelist', testValue: '[{"key":"k","value":"v"}]' },
      [{ key: 'k', value: 'v' }],
    ],
    [
      {
        dataType: 'schedule',
        testValue: '0 7 * * *',
        scheduleType: 'day',
        timeZone: 'Europe/Riga',
      },
      { value: '0 7 * * *', schedule_type: 'day', time_zone: 'Europe/Riga' },
    ],
    [{ dataType: 'jsonForm', testValue: '[{"source":"a"}]' }, [{ source: 'a' }]],
    [{ dataType: 'jsonForm', testValue: 'not json' }, 'not json'],
    [
      { dataType: 'objectSelection', testValue: '[{"object":{"key":"o","label":"O"}}]' },
      [{ object: { key: 'o', label: 'O' } }],
    ],
    [{ dataType: 'objectFieldMap', testValue: '{"fields":[]}' }, { fields: [] }],
  ])('of %j is %j', (given, value) => {
    expect(valueOf(given)).toEqual(value);
  });

  it('gives a connection its kind, its name, every field and the token as the provider sent it', () => {
    const added = addConnection(newProject('P'), 'authorizationCode');
    const { id } = added.configVar;
    const project = setConnectionInput(added.project, id, 'headers', [{ key: 'X', value: '' }]);
    const secrets: Readonly<Record<string, string>> = { clientSecret: 's3cret', 'headers/X': '1' };
    const token = { access_token: 't', instance_url: 'https://x.example' };
    const values = configValues(project.configVars, {
      read: (of, key) => (of === id ? (secrets[key] ?? null) : null),
      token: () => token,
    });
    expect(values).toEqual({
      'OAuth 2.0 Authorization Code Connection': {
        key: 'authorizationCode',
        configVarKey: 'OAuth 2.0 Authorization Code Connection',
        fields: {
          authorizeUrl: '',
          tokenUrl: '',
          scopes: '',
          clientId: '',
          clientSecret: 's3cret',
          headers: [{ key: 'X', value: '1' }],
        },
        token,
        context: {},
      },
    });
  });

  it('takes what an unknown connection’s names call secret, or the document has not, from beside it', () => {
    const connection = {
      component: 'salesforce',
      key: 'oauth2',
      inputs: { domain: 'x', region: '', accessToken: 'Add your token here' },
      test: null,
    };
    const { project } = addConfigVar(newProject('P'), { dataType: 'connection', connection });
    const read = (_id: unknown, key: string) => `secret ${key}`;
    const [value] = Object.values(configValues(project.configVars, { read, token: () => null }));
    expect(value).toMatchObject({
      key: 'oauth2',
      fields: { domain: 'x', region: 'secret region', accessToken: 'secret accessToken' },
    });
  });
});

describe('config pages', () => {
  it('hold each new variable in order, connections on the first, and follow new ids', () => {
    const one = addConfigVar(newProject('P'));
    const two = addConnection(one.project, 'basic');
    const copy = withNewConfigIds(two.project);
    expect(two.project.configPages.map(({ elements }) => elements)).toEqual([
      [
        { kind: 'configVar', id: one.configVar.id },
        { kind: 'configVar', id: two.configVar.id },
      ],
    ]);
    expect(copy.configPages[0]?.elements.map((element) => 'id' in element && element.id)).toEqual(
      copy.configVars.map(({ id }) => id),
    );
    expect(copy.configVars.map(({ id }) => id)).not.toContain(one.configVar.id);
  });
});
