import { describe, expect, it } from 'vitest';
import { newId, type StepId } from '@/lib/ids';
import { addStep, setStepData } from '@/model/edit';
import { compile } from '@/model/compile';
import { placesInside } from '@/model/graph';
import type { Flow } from '@/model/project';
import { beginRun, reduceEvents } from '@/plan/reduce-run';
import type { RunEvent } from '@/plan/run';
import { aFlow, stepNamed } from '@/testing/a-flow';
import { containerWords } from './container-run';

/** A loop of 40 times with a loop over items in it, with a step and a branch in that. */
function nested(): Flow {
  let flow = aFlow('Flow').build();
  const add = (kind: Parameters<typeof addStep>[1]['kind'], name: string, inside?: string) => {
    const [into] = inside === undefined ? [] : placesInside(stepNamed(flow, inside));
    const where = into === undefined ? {} : { into };
    flow = addStep(flow, { id: newId(), kind, name, newEdgeId: () => newId(), ...where });
  };
  add('loopNTimes', 'Outer');
  add('loopOverItems', 'Inner', 'Outer');
  add('branchOnValue', 'Branch', 'Inner');
  add('codeBlock', 'Step', 'Inner');
  const { id } = stepNamed(flow, 'Outer');
  return setStepData(flow, id, { inputs: { iterationCount: { type: 'value', value: '40' } } });
}

const flow = nested();
const idOf = (name: string): StepId => stepNamed(flow, name).id;
const started = (name: string, ...iteration: number[]): RunEvent => ({
  type: 'step-started',
  stepId: idOf(name),
  at: 1,
  ...(iteration.length === 0 ? {} : { iteration }),
});
const ended = (name: string, result: string, ...iteration: number[]): RunEvent => ({
  type: 'step-ended',
  stepId: idOf(name),
  at: 2,
  outcome: {
    status: 'succeeded',
    result: { bytes: new TextEncoder().encode(result), summary: '' },
    warnings: [],
  },
  ...(iteration.length === 0 ? {} : { iteration }),
});

function wordsAfter(name: string, ...events: readonly RunEvent[]): string {
  const run = beginRun({
    id: newId(),
    number: 1,
    plan: compile(flow),
    payloadName: 'Payload',
    startedAt: '2026-01-01T00:00:00.000Z',
  });
  return containerWords(flow, idOf(name), reduceEvents(run, events));
}

describe('containerWords', () => {
  it('says in which iteration a loop is, of how many where that is known', () => {
    expect(wordsAfter('Outer')).toBe('');
    expect(wordsAfter('Outer', started('Outer'))).toBe('');
    expect(wordsAfter('Outer', started('Outer'), started('Inner', 11))).toBe('Iteration 12 of 40');
    const inner = [started('Outer'), started('Inner', 3), started('Step', 3, 1)];
    expect(wordsAfter('Inner', ...inner)).toBe('Iteration 2');
    expect(wordsAfter('Outer', ...inner)).toBe('Iteration 4 of 40');
  });

  it('says how many iterations there were, and nothing of an earlier time', () => {
    const once = [started('Outer'), started('Inner', 0), started('Step', 0, 0)];
    const done = [...once, ended('Step', '1', 0, 0), ended('Inner', '[1]', 0)];
    expect(wordsAfter('Inner', ...done)).toBe('1 iteration');
    const empty = [...done, started('Inner', 1), ended('Inner', '[]', 1)];
    expect(wordsAfter('Inner', ...empty)).toBe('0 iterations');
    expect(wordsAfter('Outer', ...empty, ended('Outer', '[[1],[]]'))).toBe('2 iterations');
  });

  it('names the branch that was taken, and says nothing of other steps', () => {
    const taken = ended('Branch', '{"branch":"Heavy"}', 0, 0);
    expect(wordsAfter('Branch', started('Branch', 0, 0), taken)).toBe('Heavy');
    const none = ended('Branch', '{"branch":null}', 0, 0);
    expect(wordsAfter('Branch', started('Branch', 0, 0), none)).toBe('');
    expect(wordsAfter('Step', started('Step', 0, 0), ended('Step', '1', 0, 0))).toBe('');
  });
});
