import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { topSteps } from './graph';
import type { Flow } from './project';
import { aFlow } from '@/testing/a-flow';
import { edits } from '@/testing/random-edits';
import { treeOrder } from './tree-order';

/** `Trigger` and steps after the ones named. */
function flow(steps: Readonly<Record<string, readonly string[]>>): Flow {
  return Object.entries(steps)
    .reduce(
      (builder, [name, after]) => builder.code(name, undefined, after),
      aFlow('Flow').trigger('T'),
    )
    .build();
}

/** The order as text, or what the refusal names. */
function orderOf(of: Flow): string {
  const order = treeOrder(of);
  return order.ok ? order.value.steps.map(({ name }) => name).join(' ') : order.error.message;
}

describe('treeOrder', () => {
  it.each([
    ['a chain', { A: ['T'], B: ['A'] }, 'T A B'],
    ['parallel ends', { A: ['T'], B: ['T'] }, 'T A B'],
    ['branches, each whole', { A: ['T'], B: ['T'], A2: ['A'], B2: ['B'] }, 'T A A2 B B2'],
    [
      'branches that merge',
      { A: ['T'], B: ['T'], A2: ['A'], B2: ['B'], C: ['A2', 'B2'] },
      'T A A2 B B2 C',
    ],
    [
      'a merge inside a branch',
      { A: ['T'], B: ['T'], A1: ['A'], A2: ['A'], C: ['A1', 'A2'], D: ['C', 'B'] },
      'T A A1 A2 C B D',
    ],
    ['an edge that says what others say', { A: ['T'], B: ['T', 'A'], C: ['A', 'B'] }, 'T A B C'],
  ])('writes %s one after the other', (_name, steps, expected) => {
    expect(orderOf(flow(steps))).toBe(expected);
  });

  it.each([
    [{ A: ['T'], B: ['T'], C: ['A', 'B'], D: ['A', 'B'] }, 'A → C, A → D, B → C, B → D'],
    [{ A: ['T'], B: ['T'], C: ['A'], D: ['A', 'B'] }, 'A → D, B → D'],
    [{ A: ['T'], B: ['T'], A1: ['A'], A2: ['A'], C: ['A1'], D: ['A2', 'B'] }, 'B → D, A2 → D'],
  ])('says of %j which edges cross', (steps, expected) => {
    expect(orderOf(flow(steps))).toContain(`branches cross at ${expected}. Remove one`);
  });

  it('notes branches that run at the same time here, and steps that are left out', () => {
    const drawn = flow({ A: ['T'], B: ['T'] });
    const loose = { ...drawn, edges: drawn.edges.slice(0, 1) };
    const both = treeOrder(drawn);
    expect(both.ok && both.value.notes.map(({ message }) => message)).toEqual([
      'After T, the branches of A and B run at the same time here. The platform runs them one after the other.',
    ]);
    const one = treeOrder(loose);
    expect(one.ok && one.value.notes.map(({ message }) => message)).toEqual([
      'B is not connected to the trigger. It is left out of the file.',
    ]);
  });

  it('holds all steps that run, each behind all it waits for, or names edges that are drawn', () => {
    fc.assert(
      fc.property(edits, (list) => {
        const drawn = list.reduce((before, edit) => edit(before), aFlow().build());
        const order = treeOrder(drawn);
        if (!order.ok) {
          expect(order.error.message).toMatch(/branches cross at .+ → .+\\. Remove/s);
          return;
        }
        const ids = order.value.steps.map(({ id }) => id);
        expect(new Set(ids)).toEqual(new Set(topSteps(drawn).map(({ id }) => id)));
        for (const { from, to } of drawn.edges) {
          if (ids.includes(from)) expect(ids.indexOf(from)).toBeLessThan(ids.indexOf(to));
        }
      }),
    );
  });
});
