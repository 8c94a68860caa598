import { describe, expect, it } from 'vitest';
import { NODE_WIDTH } from '@/model/place';
import type { Flow } from '@/model/project';
import { aFlow, stepNamed } from '@/testing/a-flow';
import { openingView } from './opening-view';

const room = { clientWidth: 1_000, clientHeight: 600 };

function chain(length: number): Flow {
  const builder = aFlow();
  for (let at = 1; at <= length; at += 1) builder.code(`Step ${at}`);
  return builder.build();
}

/** Where a step's top left corner is seen. */
function seen(flow: Flow, name: string, openStep: string | null) {
  const open = openStep === null ? null : stepNamed(flow, openStep).id;
  const view = openingView(flow, room, open);
  const { x, y } = stepNamed(flow, name).position;
  return view === null ? null : { x: x * view.zoom + view.x, y: y * view.zoom + view.y };
}

describe('where a flow is opened', () => {
  it('is left to fitting where it can be read as a whole', () => {
    expect(openingView(chain(5), room, null)).toBeNull();
  });

  it('is at its trigger, in the middle, at its own size', () => {
    expect(seen(chain(40), 'Flow Trigger', null)).toEqual({ x: 500 - NODE_WIDTH / 2, y: 80 });
  });

  it('is no further from there than the open step asks for', () => {
    const flow = chain(40);
    expect(seen(flow, 'Flow Trigger', 'Step 2')).toEqual(seen(flow, 'Flow Trigger', null));
    const far = seen(flow, 'Step 30', 'Step 30');
    expect(far?.y).toBeGreaterThan(0);
    expect(far?.y).toBeLessThan(600);
  });
});
