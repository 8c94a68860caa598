import { describe, expect, it } from 'vitest';
import { mayOpenDoors, opensDoors } from './secret-names';

/** Whether it is a secret as an input of another component's connection, and of a step. */
const NAMES: readonly (readonly [name: string, ofConnection: boolean, ofStep: boolean])[] = [
  ['secret', true, true],
  ['clientSecret', true, true],
  ['webhook_secret', true, true],
  ['password', true, true],
  ['userPassword2', true, true],
  ['passphrase', true, true],
  ['key-passphrase', true, true],
  ['token', true, true],
  ['accessToken', true, true],
  ['dynamicSessionToken', true, true],
  ['authtoken', true, true],
  ['apiKey', true, true],
  ['APIKey', true, true],
  ['API_KEY', true, true],
  ['apikey', true, true],
  ['developerApiKey', true, true],
  ['dynamicSecretAccessKey', true, true],
  ['accessKeyId', true, true],
  ['privateKey', true, true],
  ['privateKeyPem', true, true],
  ['privateKeyBase64', true, true],
  ['signingSecret', true, true],
  // In doubt a connection's is one, and a step's is none.
  ['key', true, false],
  ['keyId', true, false],
  ['accountkey', true, true],
  ['consumerKey', true, false],
  ['pageToken', true, false],
  ['continuationToken', true, false],
  ['credentials', true, false],
  ['secretArn', true, false],
  // Names of what stands elsewhere, and keys of data.
  ['keyInput', false, false],
  ['keyValueInput', false, false],
  ['primaryKeyField', false, false],
  ['primaryKey', false, false],
  ['sortKey', false, false],
  ['objectKey', false, false],
  ['publicKey', false, false],
  ['publickey', false, false],
  ['publishableKey', false, false],
  ['tokenUrl', false, false],
  ['passwordResetUrl', false, false],
  ['secretName', false, false],
  ['tokenType', false, false],
  ['apiKeyHeader', false, false],
  ['keyspace', false, false],
  ['keyboard', false, false],
  ['tokenizer', false, false],
  ['maxKeys', true, false],
  ['username', false, false],
  ['author', false, false],
];

describe('the name of an input', () => {
  it.each(NAMES)('%s tells whether it opens doors', (name, ofConnection, ofStep) => {
    expect([mayOpenDoors(name), opensDoors(name)]).toEqual([ofConnection, ofStep]);
  });
});
