import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  evaluateInput,
  inputsWithin,
  parseReference,
  parseTemplate,
  readInput,
  type InputScope,
} from './inputs';

const results: Readonly<Record<string, object>> = {
  map: {
    results: {
      a: { b: [10, { c: 'deep' }] },
      '.tag': 'odd',
      'X-GitHub-Event': 'push',
      'Process Events': 'https://x.example/',
      "it's": 1,
      list: [1, 2],
      nothing: null,
    },
  },
  each: { currentItem: { id: 7 }, index: 3 },
  text: { results: 'abc' },
};
const scope: InputScope = {
  step: (key) => (Object.hasOwn(results, key) ? results[key] : undefined),
  configVar: (name) => ({ Region: 'North', Limit: 5, Key: { fields: { apiKey: 'k' } } })[name],
};
const valueOf = (type: string, value: unknown): unknown => evaluateInput({ type, value }, scope);

describe('a reference', () => {
  it.each([
    ['map.results.a.b.0', 10],
    ['map.results.a.b[0]', 10],
    ['map.results.a.b[1].c', 'deep'],
    ['map.results.a["b"].1.c', 'deep'],
    ['map.results[".tag"]', 'odd'],
    ['map.results.[".tag"]', 'odd'],
    ["map.results['.tag']", 'odd'],
    ['map.results["it\\\'s"]', 1],
    ['map.results.X-GitHub-Event', 'push'],
    ['map.results.Process Events', 'https://x.example/'],
    ['map.results.list.length', 2],
    ['map.results.nothing', null],
    ['each.currentItem.id', 7],
    ['each.index', 3],
    ['text.results', 'abc'],
    ['text.results.1', 'b'],
  ])('%s is read', (text, expected) => {
    expect(valueOf('reference', text)).toEqual(expected);
  });

  it.each([
    '',
    ' ',
    'other.results.a',
    'map.results.missing.deeper',
    'map.results.nothing.a',
    'map.other',
    'map.results.toString',
    'map.__proto__.x',
    'map.results.constructor.name',
    'constructor.results',
  ])('%j leads to nothing, which is undefined', (text) => {
    expect(valueOf('reference', text)).toBeUndefined();
  });

  it.each(['.results', 'map.results[', 'map.results["a]', 'map..results', 'map.results.', '[0]'])(
    '%s cannot be read, and says so',
    (text) => {
      expect(parseReference(text)).toBeNull();
      expect(() => valueOf('reference', text)).toThrow('cannot be read');
    },
  );

  it('of any members, written with brackets, leads to them', () => {
    const name = fc.string({
      unit: fc.constantFrom('a', '0', '.', '[', ']', ' ', "'", '"', '\\', 'é'),
    });
    fc.assert(
      fc.property(fc.array(name), (path) => {
        const text = `step${path.map((part) => `[${JSON.stringify(part)}]`).join('')}`;
        expect(parseReference(text)).toEqual({ step: 'step', path });
      }),
    );
  });
});

describe('a template', () => {
  it.each([
    ['Sent {{$map.results.a.b[1].c}} to {{#Region}}!', 'Sent deep to North!'],
    ['{{ $each.index }}{{# Limit }}', '35'],
    ['{{$map.results.list}} {{$map.results.a}}', '[1,2] {"b":[10,{"c":"deep"}]}'],
    ['<{{$map.results.nothing}}{{$gone.results}}{{#Gone}}{{$}}{{#}}>', '<>'],
    ['{{ticket.id}} {{$a {{#Region}} }}', '{{ticket.id}} {{$a North }}'],
    ['', ''],
    ['{{', '{{'],
  ])('%j is %j', (template, expected) => {
    expect(valueOf('template', template)).toBe(expected);
  });

  it('of any text loses nothing', () => {
    const piece = fc.oneof(fc.string(), fc.constantFrom('{{', '}}', '$', '#', '{{$a.results}}'));
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        const again = parseTemplate(text).map((part) =>
          part.kind === 'text'
            ? part.text
            : part.kind === 'reference'
              ? `{{$${part.text}}}`
              : `{{#${part.name}}}`,
        );
        expect(again.join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
      }),
    );
  });

  it('of a megabyte of braces and quotes is read at once', () => {
    expect(parseTemplate('{{$""'.repeat(200_000))).toHaveLength(1);
    expect(parseReference(`a${'["'.repeat(200_000)}`)).toBeNull();
  });
});

describe('an input', () => {
  it.each([
    ['value', '200', '200'],
    ['value', null, null],
    ['value', '{{$map.results}}', '{{$map.results}}'],
    ['configVar', 'Limit', 5],
    ['configVar', '', undefined],
    ['configVar', 'Gone', undefined],
    ['configVar', 'Key', { fields: { apiKey: 'k' } }],
    ['complex', 'no list', 'no list'],
    ['dataSource', 'x', 'x'],
  ])('of type %s with %j is %j', (type, value, expected) => {
    expect(valueOf(type, value)).toEqual(expected);
  });

  it('that is complex gives its values, and pairs where they have names of either spelling', () => {
    const list = [
      { type: 'value', value: 'a' },
      { name: '', type: 'reference', value: 'each.index' },
    ];
    const pairs = [
      { name: 'X-Tenant', type: 'configVar', value: 'Region' },
      { name: { type: 'reference', value: 'each.currentItem.id' }, type: 'value', value: 'v' },
    ];
    expect(valueOf('complex', list)).toEqual(['a', 3]);
    expect(valueOf('complex', pairs)).toEqual([
      { key: 'X-Tenant', value: 'North' },
      { key: '7', value: 'v' },
    ]);
    expect(valueOf('complex', ['plain', list])).toEqual(['plain', ['a', 3]]);
    expect(evaluateInput(undefined, scope)).toBeUndefined();
  });

  it('names all inputs in it', () => {
    const inner = { type: 'reference', value: 'a.results' };
    const name = { type: 'configVar', value: 'N' };
    const pair = { name, type: 'value', value: '1' };
    const condition = { type: 'complex', value: ['or', ['equal', inner, 5], ['and']] };
    expect(inputsWithin({ type: 'complex', value: [pair, condition] })).toEqual([
      name,
      pair,
      inner,
    ]);
    expect(inputsWithin(inner)).toEqual([inner]);
  });

  it.each([null, 'text', [], {}, { type: 5, value: '' }, { type: 'value' }])(
    'is not %j',
    (value) => {
      expect(readInput(value)).toBeNull();
    },
  );
});
