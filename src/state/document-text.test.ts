import { beforeEach, expect, it } from 'vitest';
import { codeOf } from '@/kinds';
import { aFlow, aProject, stepNamed } from '@/testing/a-flow';
import type { StepId } from '@/lib/ids';
import { deleteSteps } from './commands/steps';
import { loadDocument } from './document';
import { documentText } from './document-text';
import { undoEdit } from './edit-document';
import { useSession } from './session';

const flow = aFlow('Orders').trigger('Start').code('Map').build();
const { id } = stepNamed(flow, 'Map');
const code = documentText((project, stepId: StepId) => {
  const step = project.flows.flatMap(({ steps }) => steps).find((other) => other.id === stepId);
  return step === undefined ? null : codeOf(step);
});

beforeEach(() => {
  loadDocument(aProject(flow), 1, { status: 'saved', at: 0 });
  useSession.setState({ flowId: flow.id, selection: [], openStepId: null, notice: null });
});

it('reads a text of the document, and knows when undo or redo could bring it back', () => {
  const written = codeOf(stepNamed(flow, 'Map'));
  expect([code.read(id), code.canComeBack(id)]).toEqual([written, false]);
  deleteSteps([id]);
  expect([code.read(id), code.canComeBack(id)]).toEqual([null, true]);
  undoEdit();
  expect(code.read(id)).toBe(written);
  loadDocument(aProject(aFlow('Other').trigger('Start').build()), 1, { status: 'saved', at: 0 });
  expect([code.read(id), code.canComeBack(id)]).toEqual([null, false]);
});

it('tells of each change until nobody listens', () => {
  let heard = 0;
  const stop = code.subscribe(() => {
    heard += 1;
  });
  deleteSteps([id]);
  expect(heard).toBeGreaterThan(0);
  stop();
  const before = heard;
  undoEdit();
  expect(heard).toBe(before);
});
