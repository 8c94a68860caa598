import { describe, expect, it } from 'vitest';
import type { StepId } from '@/lib/ids';
import type { StepInput } from '@/plan/plan';
import { aFlow, stepNamed } from '@/testing/a-flow';
import { addStep, setStepData } from './edit';
import { mockStart } from './mock-start';
import type { Flow } from './project';

let ids = 0;
const newId = () => `id${(ids += 1)}` as never;

/** A flow with a step named Get Order, and another kind of step behind it. */
function flowOf(code: string, others: Readonly<Record<string, [kind: string, StepInput]>> = {}) {
  let flow = aFlow().code('Get Order').code('Read', code).build();
  for (const [name, [kind, input]] of Object.entries(others)) {
    const id = name as StepId;
    flow = addStep(flow, { id, kind: kind as never, name, newEdgeId: newId });
    const step = flow.steps.find((other) => other.id === id);
    if (step === undefined || !('inputs' in step.data)) throw new Error(`no inputs in ${kind}`);
    const key = Object.keys(step.data.inputs)[0] ?? '';
    flow = setStepData(flow, id, { ...step.data, inputs: { ...step.data.inputs, [key]: input } });
  }
  return flow;
}

function start(flow: Flow): unknown {
  return JSON.parse(mockStart(flow, stepNamed(flow, 'Get Order')));
}

const READS: readonly (readonly [code: string, value: unknown])[] = [
  ['s.getOrder.results.a.b; s.getOrder.results["c d"]', { a: { b: '' }, 'c d': '' }],
  ['const { a, b: { c } } = s.getOrder.results; a.d', { a: { d: '' }, b: { c: '' } }],
  ['const order = s.getOrder.results; return order?.id ?? order.number', { id: '', number: '' }],
  ['s.getOrder.results.lines.map((line) => line.sku)', { lines: [{ sku: '' }] }],
  ['for (const { sku } of s.getOrder.results.lines ?? []) sku', { lines: [{ sku: '' }] }],
  [
    's.getOrder.results.lines.filter((l) => l.price > 2).reduce((n, l) => n + l.tax, 0)',
    { lines: [{ price: 0, tax: '' }] },
  ],
  ['s.getOrder.results.lines[0].sku; s.getOrder.results.lines.length', { lines: [{ sku: '' }] }],
  ['s.getOrder.results.lines.find((l) => l.id === 7).name', { lines: [{ id: 7, name: '' }] }],
  [
    's.getOrder.results.name.trim().split(" "); s.getOrder.results.total.toFixed(2)',
    { name: 'text', total: 0 },
  ],
  ['if (s.getOrder.results.status === "paid") return', { status: 'paid' }],
  ['s.other.results.a; s.getOrder', {}],
  ['use(s.getOrder.results)', {}],
];

describe('mockStart', () => {
  it.each(READS)('reads of %s what it needs', (body, value) => {
    expect(start(flowOf(`module.exports = async (context, s) => { ${body} };`))).toEqual(value);
  });

  it('reads a parameter that is taken apart', () => {
    expect(
      start(flowOf('module.exports = async (context, { getOrder: { results } }) => results.id;')),
    ).toEqual({ id: '' });
  });

  it('reads references, templates, conditions with their values, loops and selections', () => {
    const flow = flowOf('', {
      Note: ['writeLog', { type: 'template', value: 'x {{$getOrder.results.note}}' }],
      Each: ['loopOverItems', { type: 'reference', value: 'getOrder.results.lines' }],
      Ran: [
        'selectExecutedStepResult',
        { type: 'complex', value: [{ type: 'reference', value: 'getOrder.results' }] },
      ],
      Item: ['loopOverItems', { type: 'reference', value: 'each.currentItem.parts' }],
      Part: [
        'writeLog',
        { type: 'template', value: '{{$item.currentItem.id}} {{$ran.results.0.x}}' },
      ],
      Check: [
        'branchOnExpression',
        {
          type: 'complex',
          value: [
            {
              name: 'A',
              type: 'complex',
              value: [
                'and',
                [
                  'or',
                  [
                    'greaterThan',
                    { type: 'reference', value: 'getOrder.results.total' },
                    { type: 'value', value: '100' },
                  ],
                ],
                ['isTrue', { type: 'reference', value: 'getOrder.results.isPaid' }],
              ],
            },
          ],
        },
      ],
    });
    expect(start({ ...flow, steps: flow.steps.filter(({ name }) => name !== 'Ran') })).toEqual({
      note: '',
      lines: [{ parts: [{ id: '' }] }],
      total: 100,
      isPaid: true,
    });
    // Read as a list by one: then it is one.
    expect(start(flow)).toEqual([{ x: '' }]);
  });

  it('ends for loops whose items are each other’s', () => {
    const flow = flowOf('', {
      One: ['loopOverItems', { type: 'reference', value: 'two.currentItem' }],
      Two: ['loopOverItems', { type: 'reference', value: 'one.currentItem' }],
    });
    expect(start(flow)).toEqual({});
  });
});
