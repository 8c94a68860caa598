import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StepKindKey } from '@/kinds';
import { newId, type EdgeId, type StepId } from '@/lib/ids';
import { aFlow, stepNamed } from '@/testing/a-flow';
import { edits } from '@/testing/random-edits';
import { addStep, deleteSteps, moveStepTo, setStepData } from './edit';
import { allInside, placesInside } from './graph';
import { tidyPositions } from './layout';
import { newFlow } from './new-project';
import { BETWEEN_STEPS, GRID, NODE_HEIGHT, NODE_WIDTH } from './place';
import type { Flow, StepParent } from './project';
import { stepBoxes, type Box } from './step-boxes';

const newEdgeId = () => newId<EdgeId>();

describe('stepBoxes', () => {
  it('makes every container as large as what stands in it, and nothing in it lies on anything else', () => {
    fc.assert(
      fc.property(edits, (all) => {
        const flow = all.reduce((made, edit) => edit(made), newFlow('Flow'));
        const { onCanvas, boxes } = stepBoxes(flow);
        expect(onCanvas.size).toBe(flow.steps.length);
        for (const container of flow.steps) {
          const children = flow.steps.filter(({ parent }) => parent?.stepId === container.id);
          const inner = children.map(({ id }) => boxOf(onCanvas, id));
          const around = boxOf(onCanvas, container.id);
          for (const box of inner) expect(isWithin(box, withoutFace(around))).toBe(true);
          expect(overlaps(inner)).toEqual([]);
          expect((around.width - NODE_WIDTH) % (2 * GRID)).toBe(0);
          expect(around.height % GRID).toBe(0);
          for (const { id } of children) {
            const within = boxOf(boxes, id);
            expect(boxOf(onCanvas, id)).toEqual({
              ...within,
              x: around.x + within.x,
              y: around.y + within.y,
            });
          }
        }
      }),
      { numRuns: 80 },
    );
  });

  it('draws ten levels, and a loop of 2,000 steps', () => {
    const deep = inEachOther(10);
    const { boxes } = stepBoxes(deep);
    expect(boxOf(boxes, stepNamed(deep, 'Loop Over Items').id).width).toBe(NODE_WIDTH + 10 * 32);
    const long = withMany(2_000);
    const loop = stepNamed(long, 'Loop Over Items');
    expect(allInside(long, loop)).toHaveLength(2_000);
    const box = boxOf(stepBoxes(long).boxes, loop.id);
    expect(box.height).toBeGreaterThan(2_000 * (NODE_HEIGHT + BETWEEN_STEPS));
  });

  it('is the same object as long as the steps are', () => {
    const flow = inEachOther(2);
    expect(stepBoxes({ ...flow, name: 'Other' })).toBe(stepBoxes(flow));
  });
});

describe('a drawing with containers', () => {
  it('keeps the distance below a container that grows, and its middle', () => {
    const flow = withBranch();
    const grown = addIn(addIn(flow, 0, 'codeBlock'), 0, 'branchOnValue');
    expect(gapBelow(grown)).toBe(gapBelow(flow));
    expect(middleOf(grown, 'Branch on Expression')).toBe(middleOf(flow, 'Branch on Expression'));
    expect(widthOf(grown)).toBeGreaterThan(widthOf(flow));
  });

  it('goes back when what was added is taken away again', () => {
    const flow = addIn(withBranch(), 1, 'codeBlock');
    const grown = addIn(flow, 0, 'loopOverItems');
    const loop = stepNamed(grown, 'Loop Over Items');
    expect(places(deleteSteps(grown, [loop.id], newEdgeId))).toEqual(places(flow));
  });

  it('stands with its middle below the step it follows, and pushes down what followed that', () => {
    const flow = withBranch();
    expect(middleOf(flow, 'Branch on Expression')).toBe(middleOf(flow, 'Flow Trigger'));
    expect(gapBelow(flow)).toBe(BETWEEN_STEPS);
  });

  it('makes room for a branch more, and takes it back', () => {
    const flow = withBranch();
    const { id, data } = stepNamed(flow, 'Branch on Expression');
    if (!('branches' in data)) throw new Error('It has no branches.');
    const more = { ...data, branches: [{ id: newId<never>(), name: 'More' }, ...data.branches] };
    const wide = setStepData(flow, id, more);
    expect(widthOf(wide)).toBe(widthOf(flow) + NODE_WIDTH + 36);
    expect(middleOf(wide, 'Branch on Expression')).toBe(middleOf(flow, 'Branch on Expression'));
    expect(places(setStepData(wide, id, data))).toEqual(places(flow));
  });

  it('lays a step that is moved out beside nothing else', () => {
    const flow = addIn(withBranch(), 0, 'loopOverItems');
    const { id } = stepNamed(flow, 'Loop Over Items');
    const after = stepNamed(flow, 'Branch on Expression').id;
    const freed = moveStepTo(flow, id, { parent: null, after }, newEdgeId);
    expect(overlaps(topBoxes(freed))).toEqual([]);
    const unconnected = moveStepTo(flow, id, { parent: null }, newEdgeId);
    expect(overlaps(topBoxes(unconnected))).toEqual([]);
    const last = stepNamed(freed, 'Last').id;
    const inLast = addStep(freed, { id: newId(), kind: 'loopNTimes', after: last, newEdgeId });
    const into = { stepId: stepNamed(inLast, 'Loop N Times').id, branch: null };
    const inner = addStep(inLast, { id: newId(), kind: 'writeLog', into, newEdgeId });
    const behind = { parent: null, after: stepNamed(inner, 'Loop N Times').id };
    const log = stepNamed(inner, 'Write Log Message').id;
    expect(overlaps(topBoxes(moveStepTo(inner, log, behind, newEdgeId)))).toEqual([]);
  });

  it('is tidied without one step on another', () => {
    fc.assert(
      fc.property(edits, (all) => {
        const flow = all.reduce((made, edit) => edit(made), newFlow('Flow'));
        const at = tidyPositions(flow);
        const tidy = {
          ...flow,
          steps: flow.steps.map((step) => ({ ...step, position: at[step.id] ?? step.position })),
        };
        expect(overlaps(topBoxes(tidy))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

/** A trigger, a branch, and a step behind it. */
function withBranch(): Flow {
  const flow = aFlow('Flow').code('Last').build();
  const [trigger] = flow.steps;
  if (trigger === undefined) throw new Error('There is no trigger.');
  return addStep(flow, { id: newId(), kind: 'branchOnExpression', after: trigger.id, newEdgeId });
}

/** Adds a step in the branch of that number. */
function addIn(flow: Flow, branch: number, kind: StepKindKey): Flow {
  const into = placesInside(stepNamed(flow, 'Branch on Expression'))[branch];
  if (into === undefined) throw new Error('There is no such branch.');
  return addStep(flow, { id: newId(), kind, into, newEdgeId });
}

function inEachOther(levels: number): Flow {
  let flow = aFlow('Flow').build();
  let into: StepParent | null = null;
  for (let level = 0; level < levels; level += 1) {
    const id = newId<StepId>();
    const where = into === null ? {} : { into };
    flow = addStep(flow, { id, kind: 'loopOverItems', ...where, newEdgeId });
    into = { stepId: id, branch: null };
  }
  return flow;
}

function withMany(count: number): Flow {
  const flow = inEachOther(1);
  const [, loop] = flow.steps;
  const [sample] = aFlow('Other').code('Code').build().steps.slice(1);
  if (loop === undefined || sample === undefined) throw new Error('There is no loop.');
  const parent = { stepId: loop.id, branch: null };
  const inner = Array.from({ length: count }, () => ({ ...sample, id: newId<StepId>(), parent }));
  return { ...flow, steps: [...flow.steps, ...inner] };
}

function boxOf(boxes: ReadonlyMap<StepId, Box>, id: StepId): Box {
  const box = boxes.get(id);
  if (box === undefined) throw new Error('The step is not drawn.');
  return box;
}

function topBoxes(flow: Flow): readonly Box[] {
  const { boxes } = stepBoxes(flow);
  return flow.steps.filter(({ parent }) => parent === null).map(({ id }) => boxOf(boxes, id));
}

function places(flow: Flow): readonly unknown[] {
  return flow.steps.map(({ name, position }) => ({ name, position }));
}

function middleOf(flow: Flow, name: string): number {
  const { x, width } = boxOf(stepBoxes(flow).boxes, stepNamed(flow, name).id);
  return x + width / 2;
}

function widthOf(flow: Flow): number {
  return boxOf(stepBoxes(flow).boxes, stepNamed(flow, 'Branch on Expression').id).width;
}

/** From the branch to the step behind it. */
function gapBelow(flow: Flow): number {
  const { boxes } = stepBoxes(flow);
  const branch = boxOf(boxes, stepNamed(flow, 'Branch on Expression').id);
  return boxOf(boxes, stepNamed(flow, 'Last').id).y - (branch.y + branch.height);
}

function withoutFace({ y, height, ...box }: Box): Box {
  return { ...box, y: y + NODE_HEIGHT, height: height - NODE_HEIGHT };
}

function isWithin(box: Box, around: Box): boolean {
  return (
    box.x >= around.x &&
    box.y >= around.y &&
    box.x + box.width <= around.x + around.width &&
    box.y + box.height <= around.y + around.height
  );
}

/** The pairs of boxes that cover each other. */
function overlaps(boxes: readonly Box[]): readonly (readonly [Box, Box])[] {
  return boxes.flatMap((one, at) =>
    boxes
      .slice(at + 1)
      .filter(
        (other) =>
          one.x < other.x + other.width &&
          other.x < one.x + one.width &&
          one.y < other.y + other.height &&
          other.y < one.y + one.height,
      )
      .map((other) => [one, other] as const),
  );
}
