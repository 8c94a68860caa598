import { beforeEach, describe, expect, it } from 'vitest';
import { codeOf, stepKinds } from '@/kinds';
import { aFlow, aProject, stepNamed } from '@/testing/a-flow';
import { addFlow } from './commands/flows';
import { addStep, connectSteps, deleteSteps, setStepCode } from './commands/steps';
import { loadDocument, setSaved, useDocument } from './document';
import { currentFlow, redoEdit, undoEdit } from './edit-document';
import { useSession } from './session';

const flow = aFlow('Orders').trigger('Start').code('Map').build();
const project = aProject(flow);

beforeEach(() => {
  loadDocument(project, 1, { status: 'saved', at: 0 });
  useSession.setState({ flowId: flow.id, selection: [], openStepId: null, notice: null });
});

describe('an edit', () => {
  it('can be undone to the very state before, and redone', () => {
    addStep({ kind: 'codeBlock' });
    const after = useDocument.getState().project;
    undoEdit();
    expect(useDocument.getState().project).toBe(project);
    redoEdit();
    expect(useDocument.getState().project).toBe(after);
  });

  it('of one burst of typing is one entry', () => {
    const { id } = stepNamed(flow, 'Map');
    for (const text of ['a', 'ab', 'abc']) setStepCode(id, text, 'burst 1');
    setStepCode(id, 'abcd', 'burst 2');
    undoEdit();
    const [, step] = currentFlow()?.steps ?? [];
    expect(step && codeOf(step)).toBe('abc');
    undoEdit();
    expect(useDocument.getState().project).toBe(project);
  });

  it('is refused with its reason where the project is read-only', () => {
    setSaved({ status: 'read-only', reason: 'It is open in another tab.' });
    expect(addStep({ kind: 'codeBlock' })).toBeNull();
    expect(useDocument.getState().project).toBe(project);
    expect(useSession.getState().notice?.text).toContain('another tab');
  });

  it('undone in another flow shows that flow', () => {
    addFlow();
    const added = useSession.getState().flowId;
    expect(added).not.toBe(flow.id);
    addStep({ kind: 'codeBlock' });
    useSession.setState({ flowId: flow.id });
    undoEdit();
    expect(useSession.getState().flowId).toBe(added);
    undoEdit();
    expect(useSession.getState().flowId).toBe(flow.id);
  });
});

describe('a step', () => {
  it('is added behind the selected one', () => {
    useSession.setState({ selection: [stepNamed(flow, 'Start').id] });
    const id = addStep({ kind: 'codeBlock' });
    const edges = currentFlow()?.edges.map(({ from, to }) => [from, to]);
    expect(edges).toContainEqual([stepNamed(flow, 'Start').id, id]);
    expect(edges).toContainEqual([id, stepNamed(flow, 'Map').id]);
    expect(stepKinds.codeBlock.label).toBe(currentFlow()?.steps.at(-1)?.name);
  });

  it('deleted leaves the selection with the one before', () => {
    deleteSteps([stepNamed(flow, 'Map').id]);
    expect(useSession.getState().selection).toEqual([stepNamed(flow, 'Start').id]);
  });

  it('that is the trigger stays, and says why', () => {
    deleteSteps([stepNamed(flow, 'Start').id]);
    expect(useDocument.getState().project).toBe(project);
    expect(useSession.getState().notice?.text).toContain('Start stays');
  });
});

describe('a connection against the rules', () => {
  it('is refused with the rule', () => {
    expect(connectSteps(stepNamed(flow, 'Map').id, stepNamed(flow, 'Start').id)).toBe(false);
    expect(useSession.getState().notice?.text).toContain('is the trigger');
  });
});
