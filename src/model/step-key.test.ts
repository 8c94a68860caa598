import { describe, expect, it } from 'vitest';
import { stepKey } from './step-key';

/** The whole table of platform.md 2.7. */
const TABLE: readonly (readonly [string, string])[] = [
  ['My Step Name', 'myStepName'],
  ['my step name', 'myStepName'],
  ['HTTP - GET', 'httpGet'],
  ['Fetch 🚀 rocket launches', 'fetchRocketLaunches'],
  ['Download JSON from API', 'downloadJsonFromApi'],
  ['Receive GitHub Events Trigger', 'receiveGithubEventsTrigger'],
  ['JavaScript Object to JSON', 'javascriptObjectToJson'],
  ['Raw GraphQL Request', 'rawGraphqlRequest'],
  ["Get a Queue's URL", 'getAQueueSUrl'],
  ['Prep Agent and RunResult for Storage', 'prepAgentAndRunresultForStorage'],
  ['[CRM] Query Entities', 'crmQueryEntities'],
  ['Loop Over Items 2', 'loopOverItems2'],
  ['Get Current Date/Time', 'getCurrentDateTime'],
  ['Deserialize URL-encoded Form Data', 'deserializeUrlEncodedFormData'],
  ['2nd Step', '2ndStep'],
  ['Créer Élément', 'crErLMent'],
  ['日本語', ''],
];

describe('stepKey', () => {
  it.each(TABLE)('reads %s as %s', (name, key) => {
    expect(stepKey(name)).toBe(key);
  });
});
