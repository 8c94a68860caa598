import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readDefinition } from './read-definition';

function fixture(name: string): string {
  return readFileSync(fileURLToPath(new URL(`./fixtures/${name}`, import.meta.url)), 'utf8');
}

/** `Flow` with one step, and more lines of it. */
function withStep(...lines: readonly string[]): string {
  return [
    'definitionVersion: 7',
    'name: Sums',
    'flows:',
    '  - name: Flow',
    '    steps:',
    '      - name: Start',
    ...lines.map((line) => `        ${line}`),
  ].join('\n');
}

const ACTION = 'action: {key: webhook, component: {key: webhook-triggers}}';

/** The one problem of a text as `line:column message`. */
function refusal(text: string): string {
  const found = readDefinition(text);
  if (found.ok) throw new Error('It was read.');
  const [first] = found.error;
  return `${first?.line}:${first?.column} ${first?.message}`;
}

describe('readDefinition', () => {
  it('gives the file as data: nothing added, left out or reordered', () => {
    const found = readDefinition(fixture('kept.yaml'));
    if (!found.ok) throw new Error(found.error[0]?.message);
    const { definition, notes } = found.value;
    expect(notes).toEqual([]);
    expect(Object.keys(definition).slice(0, 4)).toEqual([
      'definitionVersion',
      'importMetadata',
      'isCodeNative',
      'supplementalComponents',
    ]);
    const [flow] = definition.flows;
    const [trigger, code, again, , folded] = flow?.steps ?? [];
    expect(trigger?.action.component).toEqual({
      key: 'shop',
      version: 12,
      isPublic: true,
      signature: 'abc',
    });
    expect(code?.inputs?.['code']?.value).toBe(
      "module.exports = async () => {\r\n\treturn { data: 'spaces at the end' };   \r\n};  ",
    );
    expect(again).toEqual({ ...code, name: 'Kept Code Again' });
    expect(folded?.inputs?.['code']?.value).toContain('=> {\n\n  return { data: 1 };\n\n};\n');
  });

  it('takes a key __proto__ for a key', () => {
    const found = readDefinition(fixture('kept.yaml'));
    const inputs = found.ok ? found.value.definition.flows[0]?.steps[0]?.inputs : null;
    expect(Object.keys(inputs ?? {})).toContain('__proto__');
    expect(Object.getPrototypeOf(inputs)).toBe(Object.prototype);
    expect(Reflect.get({}, 'type')).toBeUndefined();
  });

  it('reads ends of lines of other systems as such', () => {
    const text = withStep(ACTION, 'description: |', '  one', '  two');
    const found = readDefinition(`\ufeff${text.replaceAll('\n', '\r\n')}\r\n`);
    expect(found.ok && found.value.definition.flows[0]?.steps[0]?.description).toBe('one\ntwo\n');
  });

  it.each([
    ['', 'undefined:undefined The file is empty.'],
    ['# nothing\n', 'undefined:undefined The file is empty.'],
    ['just text', '1:1 Line 1, column 1: an integration definition is a map'],
    ['name: [a', '1:9 Line 1, column 9: this is not valid YAML. Flow sequence in block'],
    ['a: 1\nb: "x\n', '3:1 Line 3, column 1: this is not valid YAML. Missing closing "quote'],
    ['a: 1\n---\nb: 2\n', '2:1 Line 2, column 1: a second document begins here'],
    ['a: !!js/function x', '1:4 Line 1, column 4: the type tag:yaml.org,2002:js/function is none'],
    ['a: !!binary aGk=', '1:4 Line 1, column 4: the type tag:yaml.org,2002:binary is none'],
    ['a: 1\n"a": 2', '2:1 Line 2, column 1: the key “a” stands twice'],
    ['? [a]\n: 1', '1:3 Line 1, column 3: a key must be text'],
    ['a: *b', '1:4 Line 1, column 4: the alias *b repeats something that does not stand before'],
    ['a: &b [*b]', '1:8 Line 1, column 8: the alias *b would repeat what it stands in'],
    ['name: A\nflows: []', '1:1 Line 1, column 1: this is no integration definition'],
    ['definitionVersion: 6', '1:20 Line 1, column 20: the file has definitionVersion 6; version 7'],
    ['definitionVersion: 8', '1:20 Line 1, column 20: the file has definitionVersion 8; version 7'],
    ['definitionVersion: "7"', '1:20 Line 1, column 20: definitionVersion must be the number 7'],
  ])('refuses %j with words and its place', (text, expected) => {
    expect(refusal(text)).toContain(expected);
  });

  it.each([
    ['definitionVersion: 7\nname: 5\nflows: []', '2:7 Line 2, column 7: name must be text'],
    ['definitionVersion: 7\nname: A\nflows: none', '3:8 Line 3, column 8: flows must be a list'],
    ['definitionVersion: 7\nname: A', '1:1 Line 1, column 1: flows is missing: it must be a list'],
    [withStep(), '6:9 Line 6, column 9: flows[0].steps[0].action is missing: it must be a map'],
    [
      withStep('action: {key: a, component: 3}'),
      'flows[0].steps[0].action.component must be a map',
    ],
    [
      withStep(ACTION, 'isTrigger: "yes"'),
      '8:20 Line 8, column 20: flows[0].steps[0].isTrigger must be true or false',
    ],
    [
      withStep(ACTION, 'inputs: {body: {type: value, value: 5}}'),
      '8:45 Line 8, column 45: flows[0].steps[0].inputs.body.value must be text (a number or true is text in quotes)',
    ],
    [
      withStep(ACTION, 'inputs: {body: {type: value, value: [a]}}'),
      'inputs.body.value must be text',
    ],
    [
      withStep(ACTION, 'inputs: {body: {type: complex, value: a}}'),
      'inputs.body.value must be a list',
    ],
    [
      withStep(ACTION, 'inputs: {body: {type: complex, value: [[{type: value, value: 5}]]}}'),
      '8:70 Line 8, column 70: flows[0].steps[0].inputs.body.value[0][0].value must be text',
    ],
    [withStep(ACTION, 'inputs: {body: text}'), 'inputs.body must be a map with a type and a value'],
    [
      withStep(ACTION, 'branches: [{name: A, steps: [{name: B}]}]'),
      'branches[0].steps[0].action is missing',
    ],
  ])('says which of %j has a wrong type, and where', (text, expected) => {
    expect(refusal(text)).toContain(expected);
  });

  it('refuses what is too deep before it is parsed', () => {
    expect(refusal(`a: ${'['.repeat(100_000)}`)).toMatch(/1:\d+ .*more than 200 levels deep/);
    expect(refusal('- '.repeat(100_000))).toContain('more than 200 levels deep');
  });

  it('refuses a bomb of aliases before it goes off', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
    for (let at = 1; at < 20; at += 1) {
      lines.push(`a${at}: &a${at} [${Array.from({ length: 9 }, () => `*a${at - 1}`).join(', ')}]`);
    }
    expect(refusal(lines.join('\n'))).toMatch(
      /^[5-7]:\d+ .*aliases repeat more than 100000 values/,
    );
  });

  it('refuses what is too large', () => {
    expect(refusal(`name: ${'x'.repeat(20_000_001)}`)).toContain(
      'The file has 20 million characters',
    );
  });

  it('makes version 7 of the file of before versions, and says what it did', () => {
    const found = readDefinition(fixture('old.yaml'));
    if (!found.ok) throw new Error(found.error[0]?.message);
    const { definition, notes } = found.value;
    expect(definition).toMatchObject({
      definitionVersion: 7,
      name: 'Fuel Report',
      description: 'Turns fuel used into a report.\n',
      requiredConfigVars: [
        {
          key: 'reportEndpoint',
          dataType: 'string',
          defaultValue: 'https://reports.example.test/fuel',
        },
        { key: 'retries', dataType: 'string', defaultValue: '3' },
      ],
    });
    const [flow] = definition.flows;
    expect(flow?.steps.map(({ name, action }) => [name, action.component.key, action.key])).toEqual(
      [
        ['Webhook Trigger', 'webhook-triggers', 'webhook'],
        ['Check Sender', 'our-signatures', 'check'],
        ['Sum Up', 'code', 'runCode'],
      ],
    );
    expect(flow?.steps.map(({ action }) => action.component.isPublic)).toEqual([true, false, true]);
    expect(flow?.steps[2]?.inputs?.['code']?.value).toContain('module.exports = async');
    expect(notes.join('\n')).toContain('“Webhook Trigger” names no component. It became a webhook');
    expect(notes.join('\n')).toContain('whether the component “our-signatures” is public');
  });

  it('says where the file of before versions has a wrong type', () => {
    const text = fixture('old.yaml').replace('componentKey: our-signatures', 'componentKey: 4');
    expect(refusal(text)).toContain(
      '18:21 Line 18, column 21: steps[0].action.componentKey must be',
    );
    const deep = fixture('old.yaml').replace(/value: webhookTrigger\.\S+/, 'value: 4');
    expect(refusal(deep)).toContain(
      '22:16 Line 22, column 16: steps[0].inputs.signature.value must',
    );
  });
});
