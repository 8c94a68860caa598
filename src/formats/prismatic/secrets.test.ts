import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Definition } from './definition';
import { readDefinition } from './read-definition';
import { takeSecrets } from './secrets';

function fixture(name: string): Definition {
  const text = readFileSync(fileURLToPath(new URL(`./fixtures/${name}`, import.meta.url)), 'utf8');
  const found = readDefinition(text);
  if (!found.ok) throw new Error(found.error[0]?.message);
  return found.value.definition;
}

describe('takeSecrets', () => {
  it('takes what the specs of the six connections and the names of others call secret', () => {
    const { definition, secrets } = takeSecrets(fixture('parcel-quotes.yaml'));
    expect(
      secrets.map(({ words, value }) => `${words}: ${value.trim().split('\n').at(1) ?? value}`),
    ).toEqual([
      'connection “Carrier Key”, apiKey: not-a-real-key-1',
      'connection “Signing Pair”, apiKey: not-a-real-key-2',
      'connection “Signing Pair”, apiSecret: not-a-real-secret-3',
      'connection “Depot Login”, password: not-a-real-password-4',
      'connection “Tracker OAuth”, headers: acme',
      'connection “Warehouse M2M”, clientSecret: not-a-real-secret-5',
      'connection “Depot SSH”, privateKey: not-a-real-key-6',
      'connection “Shipping Shop”, signingSecret: not-a-real-secret-7',
      'connection “Shipping Shop”, accessKeyId: not-a-real-key-8',
    ]);
    const left = JSON.stringify(definition);
    expect(left).not.toContain('not-a-real');
    expect(left).toContain('Add your clientSecret here');
    expect(left).toContain('https://shop.example.test/token');
  });

  it('takes of steps what is a secret by its name beyond doubt, and leaves keys and tokens of data', () => {
    const { definition, secrets } = takeSecrets(fixture('every-step.yaml'));
    expect(secrets).toEqual([
      {
        path: ['flows', 0, 'steps', 3, 'inputs', 'apiKey', 'value'],
        value: 'not-a-real-key-9',
        words: 'flow “Sort Orders”, step “Save Orders”, apiKey',
      },
    ]);
    expect(definition.flows[0]?.steps[3]?.inputs).toMatchObject({
      apiKey: { type: 'value', value: '' },
      keyInput: { value: 'order-id' },
      pageToken: { value: 'page-2' },
    });
  });

  it('gives the very definition back where there is none', () => {
    const bare = fixture('bare.yaml');
    expect(takeSecrets(bare)).toEqual({ definition: bare, secrets: [] });
    expect(takeSecrets(bare).definition).toBe(bare);
  });
});
