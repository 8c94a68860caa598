import { describe, expect, it } from 'vitest';
import { newId } from '@/lib/ids';
import { aFlow, stepNamed } from '@/testing/a-flow';
import { addStep, moveSteps, setStepCode, setStepTimeout } from './edit';
import { BLANK_CONFIG_VAR, newProject } from './new-project';
import type { ConfigVar, Flow, Project } from './project';
import { isVersionOf, updateProject } from './update-project';

function project(...flows: readonly Flow[]): Project {
  return { ...newProject('Orders'), flows };
}

function connection(username: string): ConfigVar {
  return {
    ...BLANK_CONFIG_VAR,
    id: newId(),
    name: 'Shop',
    dataType: 'connection',
    connection: { component: 'code', key: 'basic', inputs: { username, password: '' }, test: null },
  };
}

/** As if the file had been read: the same names, ids of its own. */
function again(...names: readonly string[]): Flow {
  return names
    .reduce((builder, name) => builder.code(name, `// ${name} of the file`), aFlow())
    .build();
}

describe('updateProject', () => {
  const drawn = aFlow().code('Map').code('Check', undefined, ['Flow Trigger']).build();
  const [trigger] = drawn.steps;
  if (trigger === undefined) throw new Error('It has a trigger.');
  const map = stepNamed(drawn, 'Map').id;
  const moved = setStepTimeout(moveSteps(drawn, { [map]: { x: 48, y: 640 } }), map, 5_000);
  const own: Flow = {
    ...moved,
    payloads: moved.payloads.map((payload) => ({
      ...payload,
      name: 'Mine',
      mocks: [
        { stepId: map, kind: 'result', text: '1' },
        { stepId: stepNamed(drawn, 'Check').id, kind: 'error', text: 'no' },
      ],
    })),
  };

  it('keeps ids, positions, time-outs, payloads and mocks of what has the same name, and takes the code', () => {
    const open = project(own);
    const { project: updated, changes } = updateProject(open, project(again('Map', 'Check')));
    const [flow] = updated.flows;
    expect(changes).toEqual({ added: [], removed: [] });
    expect(updated.id).toBe(open.id);
    expect(flow?.id).toBe(own.id);
    expect(flow?.steps.map(({ id }) => id)).toEqual(own.steps.map(({ id }) => id));
    expect(flow?.steps[1]).toMatchObject({
      position: { x: 48, y: 640 },
      timeoutMs: 5_000,
      data: { code: '// Map of the file' },
    });
    expect(flow?.payloads).toEqual(own.payloads);
    // The file has them one after the other, as it was given them: the branches stay as they are drawn.
    expect(flow?.edges).toEqual(own.edges);
  });

  it('adds what is new below what stands before it, and drops what is gone with its mocks', () => {
    const { project: updated, changes } = updateProject(
      project(own),
      project(again('Map', 'Post')),
    );
    const [flow] = updated.flows;
    expect(changes).toEqual({ added: ['Flow: Post'], removed: ['Flow: Check'] });
    expect(flow?.steps.map(({ name }) => name)).toEqual(['Flow Trigger', 'Map', 'Post']);
    expect(flow?.steps[2]?.position).toEqual({ x: 48, y: 640 + 112 });
    expect(flow?.payloads[0]?.mocks).toEqual([{ stepId: map, kind: 'result', text: '1' }]);
    expect(flow?.edges.map(({ from, to }) => [from, to])).toEqual([
      [trigger.id, map],
      [map, flow?.steps[2]?.id],
    ]);
  });

  it('keeps a connection’s id, under which its secrets lie, and its test value', () => {
    const mine = connection('me');
    const test = {
      method: 'GET',
      url: 'https://a.test',
      expectedStatus: 200,
      keyIn: 'header',
      keyName: 'X',
    } as const;
    const open: Project = {
      ...project(own),
      configVars: [{ ...mine, connection: { ...(mine.connection ?? never()), test } }],
    };
    const theirs = connection('them');
    const from: Project = {
      ...project(again('Map')),
      configVars: [theirs],
      configPages: [
        {
          id: newId(),
          name: 'Page',
          tagline: '',
          elements: [{ kind: 'configVar', id: theirs.id }],
        },
      ],
    };
    const { project: updated, ids } = updateProject(open, from);
    expect(ids.get(theirs.id)).toBe(mine.id);
    expect(updated.configVars[0]).toMatchObject({
      id: mine.id,
      connection: { inputs: { username: 'them' }, test },
    });
    expect(updated.configPages[0]?.elements).toEqual([{ kind: 'configVar', id: mine.id }]);
  });

  it('keeps branches by their names, and what a payload says of them', () => {
    const branching = (code: string): Flow => {
      const base = aFlow().build();
      const flow = addStep(base, {
        id: newId(),
        kind: 'branchOnValue',
        name: 'Lane',
        newEdgeId: () => newId(),
      });
      const lane = stepNamed(flow, 'Lane');
      const [first] = 'branches' in lane.data ? lane.data.branches : [];
      const inner = { ...stepNamed(aFlow().code('In').build(), 'In'), id: newId<typeof lane.id>() };
      const parent = { stepId: lane.id, branch: first?.id ?? null };
      return setStepCode({ ...flow, steps: [...flow.steps, { ...inner, parent }] }, inner.id, code);
    };
    const was = branching('// old');
    const { project: updated } = updateProject(project(was), project(branching('// new')));
    const [flow] = updated.flows;
    expect(flow?.steps.map(({ parent }) => parent)).toEqual(was.steps.map(({ parent }) => parent));
    expect(flow?.steps.at(-1)).toMatchObject({ name: 'In', data: { code: '// new' } });
  });

  it('is offered for a project of the same name with a flow of the same name', () => {
    const open = project(own);
    expect(isVersionOf(open, project(again('Other')))).toBe(true);
    expect(isVersionOf(open, { ...project(again('Map')), name: 'Else' })).toBe(false);
    expect(isVersionOf(open, project(aFlow('Another').build()))).toBe(false);
  });
});

function never(): never {
  throw new Error('A connection has one.');
}
