import { describe, expect, it } from 'vitest';
import { newId, type StepId } from '@/lib/ids';
import { addStep } from '@/model/edit';
import { newFlow } from '@/model/new-project';
import { NODE_HEIGHT, NODE_WIDTH } from '@/model/place';
import type { Flow } from '@/model/project';
import { stepBoxes } from '@/model/step-boxes';
import { stepNamed } from '@/testing/a-flow';
import { minimapMarks } from './minimap-marks';

const nothing = { selection: [], failed: undefined, dragged: new Map() };

describe('minimapMarks', () => {
  it('draws all steps that look the same as one shape, in front of what holds them', () => {
    const { marks } = minimapMarks(loops(3), nothing);
    expect(marks.map(({ mark }) => mark)).toEqual(['container', 'container', 'container', 'step']);
    const [outer, , , steps] = marks;
    expect(boxCount(outer?.path)).toBe(1);
    // The trigger, and the step in the innermost loop.
    expect(boxCount(steps?.path)).toBe(2);
  });

  it('lets what is selected and what has failed stand out, the failed one in front', () => {
    const flow = loops(1);
    const [loop, step] = [stepNamed(flow, 'Loop 1').id, stepNamed(flow, 'Step').id];
    const { marks } = minimapMarks(flow, { ...nothing, selection: [loop, step], failed: step });
    expect(marks.map(({ mark }) => mark)).toEqual(['selected container', 'step', 'failed']);
  });

  it('has room for all steps, and moves what is dragged with all that stands in it', () => {
    const flow = loops(2);
    const outer = stepNamed(flow, 'Loop 1');
    const still = minimapMarks(flow, nothing);
    const { boxes, onCanvas } = stepBoxes(flow);
    const [own, around] = [boxes.get(outer.id), onCanvas.get(outer.id)];
    if (own === undefined || around === undefined) throw new Error('It is drawn.');
    expect(still.bounds.bottom).toBe(around.y + around.height);
    const dragged = new Map([[outer.id, { x: own.x + 1_000, y: own.y + 500 }]]);
    const moved = minimapMarks(flow, { ...nothing, dragged });
    expect(moved.bounds).toMatchObject({
      right: around.x + around.width + 1_000,
      bottom: around.y + around.height + 500,
    });
    const face = onCanvas.get(stepNamed(flow, 'Step').id);
    expect(moved.marks.at(-1)?.path).toContain(
      `M${(face?.x ?? 0) + 1_000 + 16} ${(face?.y ?? 0) + 500}h${NODE_WIDTH - 32}`,
    );
    expect(moved.marks.at(-1)?.path).toContain(`v${NODE_HEIGHT - 32}`);
  });
});

function boxCount(path = ''): number {
  return path.split('z').length - 1;
}

/** So many loops inside one another, and a step in the innermost. */
function loops(depth: number): Flow {
  const ids = Array.from({ length: depth + 1 }, () => newId<StepId>());
  return ids.reduce((flow, id, level) => {
    const around = ids[level - 1];
    return addStep(flow, {
      id,
      kind: level < depth ? 'loopNTimes' : 'codeBlock',
      name: level < depth ? `Loop ${level + 1}` : 'Step',
      newEdgeId: () => newId(),
      ...(around === undefined ? {} : { into: { stepId: around, branch: null } }),
    });
  }, newFlow('Flow'));
}
