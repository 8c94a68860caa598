import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { aFlow, aProject, stepNamed } from '@/testing/a-flow';
import { setStepCode } from './commands/steps';
import { loadDocument } from './document';
import { checkProblems, engineTakes, modulesOf, watchProblems, whenChecked } from './problem-check';
import { useDocument } from './document';
import { useProblems } from './problems';

/** The engine leaves it to the run; the parser refuses it. */
const ODD = `module.exports = async () => {
  if (false) f() = 1;
  return { data: require("lodash").VERSION };
};`;
const flow = aFlow('Odd').trigger('Start').code('Map', ODD).build();
const map = stepNamed(flow, 'Map').id;
const shown = () =>
  useProblems
    .getState()
    .problems.filter(({ stepId }) => stepId === map)
    .map(({ severity, code, line }) => [severity, code, line]);

let unwatch: () => void = () => undefined;

beforeEach(() => {
  loadDocument(aProject(flow), 1, { status: 'saved', at: 0 });
  unwatch = watchProblems();
});
afterEach(() => unwatch());

it('is no error any more what the engine took, for as long as it is that very code', async () => {
  await vi.waitFor(() => expect(shown()).toEqual([['error', 'code-syntax', 2]]));
  engineTakes(ODD);
  expect(shown()).toEqual([['info', 'code-unread', 2]]);
  const { project } = useDocument.getState();
  if (project === null) throw new Error('A project is open.');
  expect((await checkProblems(project)).map(({ severity }) => severity)).not.toContain('error');

  setStepCode(map, `${ODD} `, 'typing');
  await vi.waitFor(() => expect(shown()).toEqual([['error', 'code-syntax', 2]]));
});

it('knows the modules of code that only the engine can read', async () => {
  await whenChecked();
  expect(modulesOf(flow)).toEqual(['lodash']);
});
