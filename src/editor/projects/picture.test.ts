import { describe, expect, it } from 'vitest';
import type { EdgeId, FlowId, StepId } from '@/lib/ids';
import type { Flow } from '@/model/project';
import { pictureOfFlow, pictureOfLevels } from './picture';

function flowOf(names: readonly string[], edges: readonly string[]): Flow {
  return {
    id: 'flow' as FlowId,
    name: 'Flow',
    description: '',
    isSynchronous: false,
    payloads: [],
    steps: names.map((name) => ({
      id: name as StepId,
      name,
      description: '',
      timeoutMs: null,
      position: { x: 0, y: 0 },
      parent: null,
      errorHandling: null,
      kind: 'codeBlock',
      data: { code: '' },
    })),
    edges: edges.map((edge) => {
      const [from = '', to = ''] = edge.split('>');
      return { id: edge as EdgeId, from: from as StepId, to: to as StepId };
    }),
  };
}

const ids = (columns: ReturnType<typeof pictureOfFlow>['columns']) =>
  columns.map((column) => column.map(({ id }) => id).join(''));

describe('pictureOfFlow', () => {
  it('puts a join behind the longer of its ways', () => {
    const flow = flowOf('tabc'.split(''), ['t>a', 'a>b', 't>c', 'b>c']);
    expect(ids(pictureOfFlow(flow).columns)).toEqual(['t', 'a', 'b', 'c']);
  });

  it('leaves out what nothing leads to, and its lines', () => {
    const flow = flowOf('txy'.split(''), ['x>y']);
    expect(pictureOfFlow(flow)).toEqual({ columns: [[{ id: 't', role: 'trigger' }]], links: [] });
  });

  it('draws only the beginning of a long flow', () => {
    const names = Array.from({ length: 50 }, (_, at) => `s${at}`);
    const edges = names.slice(1).map((name, at) => `s${at}>${name}`);
    expect(pictureOfFlow(flowOf(names, edges)).columns).toHaveLength(6);
  });
});

it('connects each level with the next', () => {
  expect(pictureOfLevels([1, 2, 1]).links).toHaveLength(4);
});
