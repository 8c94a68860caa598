import { describe, expect, it } from 'vitest';
import { newId, type StepId } from '@/lib/ids';
import { aFlow, stepNamed } from '@/testing/a-flow';
import { addStep } from './edit';
import { placesInside, stepsInside } from './graph';
import { placeAt } from './place-at';
import type { Flow } from './project';
import { stepBoxes } from './step-boxes';

/** A loop that holds One, a branch (A: Two, Three; Else: nothing) and Four. */
function nested(): Flow {
  let flow = aFlow('Flow').build();
  const add = (kind: 'codeBlock' | 'loopOverItems' | 'branchOnValue', name: string, at: object) => {
    const id = newId<StepId>();
    flow = addStep(flow, { id, kind, name, newEdgeId: () => newId(), ...at });
    return id;
  };
  const loop = add('loopOverItems', 'Loop', {});
  const one = add('codeBlock', 'One', { into: { stepId: loop, branch: null } });
  const branch = add('branchOnValue', 'Branch', { after: one });
  add('codeBlock', 'Four', { after: branch });
  const [first] = placesInside(stepNamed(flow, 'Branch'));
  const two = add('codeBlock', 'Two', { into: first });
  add('codeBlock', 'Three', { after: two });
  return flow;
}

const flow = nested();
const boxOf = (name: string) => {
  const box = stepBoxes(flow).onCanvas.get(stepNamed(flow, name).id);
  if (box === undefined) throw new Error(`${name} is not drawn.`);
  return box;
};
const middleOf = (name: string) => {
  const { x, y, width, height } = boxOf(name);
  return { x: x + width / 2, y: y + height / 2 };
};

/** The place in words: "Loop > One", "Branch 1 of Branch >" for the first place in it. */
function at(point: { x: number; y: number }, moved: string | null = null): string | null {
  const id = moved === null ? null : stepNamed(flow, moved).id;
  const place = placeAt(flow, point, id);
  if (place === null) return null;
  const { parent, after } = place;
  const container = flow.steps.find((step) => step.id === parent.stepId);
  const number = placesInside(container ?? stepNamed(flow, 'Loop')).findIndex(
    ({ branch }) => branch === parent.branch,
  );
  const before = flow.steps.find((step) => step.id === after);
  return `${container?.name ?? ''} ${number} > ${before?.name ?? ''}`.trim();
}

describe('placeAt', () => {
  it('finds the innermost container under the point, and the step above it', () => {
    const one = middleOf('One');
    expect(at({ ...one, y: one.y - 20 })).toBe('Loop 0 >');
    expect(at({ ...one, y: one.y + 20 })).toBe('Loop 0 > One');
    const two = middleOf('Two');
    expect(at({ ...two, y: two.y - 20 })).toBe('Branch 0 >');
    expect(at({ ...two, y: two.y + 60 })).toBe('Branch 0 > Two');
    const three = middleOf('Three');
    expect(at({ ...three, y: three.y + 50 })).toBe('Branch 0 > Three');
    expect(at({ x: boxOf('Branch').x + boxOf('Branch').width - 40, y: three.y })).toBe(
      'Branch 1 >',
    );
  });

  it('is none on the ground, on a step of the top level and on a container’s own face', () => {
    const loop = boxOf('Loop');
    expect(at({ x: loop.x - 10, y: loop.y + 100 })).toBeNull();
    expect(at({ x: loop.x + 40, y: loop.y + 20 })).toBeNull();
    expect(at(middleOf('Flow Trigger'))).toBeNull();
  });

  it('counts the step that is moved neither as a place nor as a neighbour', () => {
    const one = middleOf('One');
    expect(at({ ...one, y: one.y + 20 }, 'One')).toBe('Loop 0 >');
    expect(at(middleOf('Two'), 'Branch')).toBe('Loop 0 > One');
    expect(at(middleOf('Two'), 'Loop')).toBeNull();
  });

  it('marks a line inside the place', () => {
    const place = placeAt(flow, middleOf('Three'), null);
    const around = boxOf('Branch');
    expect(place?.mark.y).toBeGreaterThan(boxOf('Two').y + boxOf('Two').height);
    expect(place?.mark.x).toBeGreaterThan(around.x);
    expect(stepsInside(flow, place?.parent ?? { stepId: newId(), branch: null })).toHaveLength(2);
  });
});
