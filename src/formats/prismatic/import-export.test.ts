import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { stepKinds } from '@/kinds';
import { newId, type StepId } from '@/lib/ids';
import { addStep, deleteSteps, renameStep, setStepCode, setStepData } from '@/model/edit';
import { orderSteps } from '@/model/graph';
import { newFlow } from '@/model/new-project';
import { aFlow, aProject, stepNamed } from '@/testing/a-flow';
import { writeProject } from '@/formats/project/project-file';
import { readProject } from '@/formats/project/read-project';
import type { Project } from '@/model/project';
import { stepBoxes } from '@/model/step-boxes';
import { takeSecretInputs } from '@/model/secret-inputs';
import { aDefinition } from '@/testing/a-definition';
import type { Definition, DefinitionStep } from './definition';
import { exportDefinition } from './export-definition';
import { importDefinition, type ImportedDefinition } from './import-definition';
import { reportOf } from './import-report';
import { readDefinition } from './read-definition';
import { takeSecrets } from './secrets';
import { writeDefinition } from './write-definition';

const OWN = fileURLToPath(new URL('./fixtures/', import.meta.url));
/** A folder of real exports, which are not ours to keep here. */
const REAL = process.env['PRISMATIC_FIXTURES'];

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name) => join(folder, name));
}

function read(file: string): Definition {
  const found = readDefinition(readFileSync(file, 'utf8'));
  if (!found.ok) throw new Error(found.error.map(({ message }) => message).join('\n'));
  return found.value.definition;
}

function imported(definition: Definition): ImportedDefinition {
  const found = importDefinition(definition);
  if (!found.ok) throw new Error(found.error.map(({ message }) => message).join('\n'));
  return found.value;
}

function exported(project: Project, secrets: ImportedDefinition['secrets'] = []): Definition {
  const values = new Map(secrets.map(({ id, key, value }) => [`${id} ${key}`, value]));
  const found = exportDefinition(project, (id, key) => values.get(`${id} ${key}`) ?? null);
  if (!found.ok) throw new Error(found.error.map(({ message }) => message).join('\n'));
  expect(found.value.notes).toEqual([]);
  return found.value.definition;
}

/** Also in own members that are named as what every object has, which `toEqual` overlooks. */
function expectSame(one: Definition, other: Definition): void {
  expect(sorted(one)).toBe(sorted(other));
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(
          Object.entries(member).toSorted(([one], [other]) => (one < other ? -1 : 1)),
        )
      : member,
  );
}

function expectLossless(definition: Definition): void {
  const { project, secrets } = imported(definition);
  expectSame(exported(project, secrets), definition);
  expectSame(exported(stored(project), secrets), definition);
  const { definition: bare } = takeSecrets(definition);
  expectSame(exported(project), bare);
  // What stands elsewhere in the file too, as code or a name, is no secret there.
  const elsewhere = JSON.stringify(bare);
  for (const { value } of secrets) {
    const text = JSON.stringify(value);
    if (value.length > 8 && !elsewhere.includes(text))
      expect(JSON.stringify(project)).not.toContain(text);
  }
}

/** As our own file holds it, and gives it back. */
function stored(project: Project): Project {
  const found = readProject(writeProject(project));
  if (!found.ok) throw new Error(found.error.map(({ message }) => message).join('\n'));
  return found.value;
}

describe('a definition that is imported and exported', () => {
  it.each(filesIn(OWN))('is the same data: %s', (file) => {
    const definition = read(file);
    expectLossless(definition);
  });

  it('is the same data for every real export, also from our own project file', () => {
    if (REAL === undefined) {
      console.log('skipped: PRISMATIC_FIXTURES not set');
      return;
    }
    const rows = filesIn(REAL).map((file) => {
      const definition = read(file);
      expectLossless(definition);
      const { project, secrets } = imported(definition);
      return rowOf(basename(file), project, secrets.length);
    });
    console.log(['file | flows | steps | by kind | secrets | equal', ...rows].join('\n'));
  });

  it('is the same data, whatever its shape', () => {
    fc.assert(fc.property(aDefinition, expectLossless), { numRuns: 30 });
  }, 60_000);

  it('differs only in what was edited', () => {
    const definition = read(join(OWN, 'every-step.yaml'));
    const { project, secrets } = imported(definition);
    const [flow] = project.flows;
    if (flow === undefined) throw new Error('It has flows.');
    const price = stepNamed(flow, 'Price');
    let edited = setStepCode(flow, price.id, 'module.exports = 1;\n');
    edited = renameStep(edited, stepNamed(flow, 'Lane').id, 'Road');
    const branched = { ...project, flows: [edited, ...project.flows.slice(1)] };
    const renamed = { ...branched, name: 'Renamed' };

    const loop = ['flows', 0, 'steps', 1, 'branches', 0, 'steps', 0, 'steps'];
    const expected = structuredClone(definition);
    put(expected, ['name'], 'Renamed');
    put(expected, [...loop, 0, 'inputs', 'code', 'value'], 'module.exports = 1;\n');
    put(expected, [...loop, 1, 'name'], 'Road');
    expect(exported(renamed, secrets)).toEqual(expected);
  });

  it('gives the schedule of a trigger to its form, and takes it from there', () => {
    const definition = read(join(OWN, 'every-step.yaml'));
    const { project, secrets } = imported(definition);
    const at = definition.flows.findIndex(({ name }) => name === 'Every Night');
    const trigger = project.flows[at]?.steps[0];
    if (trigger?.kind !== 'scheduleTrigger') throw new Error('It is started by a schedule.');
    const meta = { scheduleType: 'custom', timeZone: 'Europe/Oslo' };
    expect(trigger.data.schedule).toEqual({ type: 'value', value: '0 2 * * *', meta });
    const schedule = { type: 'value', value: '0 3 * * *', meta };
    const flows = project.flows.map((flow, index) =>
      index === at ? setStepData(flow, trigger.id, { ...trigger.data, schedule }) : flow,
    );
    const expected = structuredClone(definition);
    put(expected, ['flows', at, 'steps', 0, 'schedule', 'value'], '0 3 * * *');
    expect(exported({ ...project, flows }, secrets)).toEqual(expected);
  });

  it('gives a step that was added or deleted to the file and takes it from there', () => {
    const definition = read(join(OWN, 'parcel-quotes.yaml'));
    const { project, secrets } = imported(definition);
    const [flow] = project.flows;
    if (flow === undefined) throw new Error('It has a flow.');
    const longer = addStep(flow, {
      id: newId<StepId>(),
      kind: 'codeBlock',
      name: 'Sum Up',
      after: stepNamed(flow, 'Weigh Parcels').id,
      asBranch: true,
      newEdgeId: () => newId(),
    });
    const added = exported({ ...project, flows: [longer] }, secrets);
    expect(added.flows[0]?.steps.slice(0, 2)).toEqual(definition.flows[0]?.steps);
    expect(added.flows[0]?.steps[2]).toEqual({
      name: 'Sum Up',
      description: '',
      action: { key: 'runCode', component: { key: 'code', version: 'LATEST', isPublic: true } },
      inputs: { code: { type: 'value', value: stepKinds.codeBlock.create().code } },
    });
    const shorter = deleteSteps(longer, [stepNamed(flow, 'Weigh Parcels').id], () => newId());
    const left = exported({ ...project, flows: [shorter] }, secrets).flows[0]?.steps;
    expect(left?.map(({ name }) => name)).toEqual(['Quote Parcel Trigger', 'Sum Up']);
  });

  it('makes steps of their kinds: code to edit, containers with what stands in them, others as components', () => {
    const { project } = imported(read(join(OWN, 'every-step.yaml')));
    const kinds = project.flows.map((flow) =>
      flow.steps.map(({ name, kind }) => `${name}: ${kind}`),
    );
    expect(kinds).toEqual([
      [
        'Orders Trigger: webhookTrigger',
        'Check Total: branchOnExpression',
        'Each Line: loopOverItems',
        'Price: codeBlock',
        'Lane: branchOnValue',
        'Enough: breakLoop',
        'Five Times: loopNTimes',
        'What Ran: selectExecutedStepResult',
        'Save Orders: componentStep',
        'Note: writeLog',
        'Stop Execution: stopExecution',
      ],
      ['Nightly Trigger: scheduleTrigger'],
      ['Unset Trigger: scheduleTrigger'],
      ['Deployed: instanceDeployTrigger', 'Call Sibling: componentStep'],
      ['Removed: instanceRemoveTrigger'],
      ['Called: crossFlowTrigger'],
      ['Next Page: recursiveTrigger'],
      ['Chat Trigger: componentTrigger', 'Reply: componentStep'],
    ]);
    const [flow] = project.flows;
    expect(flow === undefined ? [] : orderSteps(flow).map(({ name }) => name)).toEqual(
      flow?.steps.map(({ name }) => name),
    );
    expect(stepNamed(project.flows[0] ?? newFlow(''), 'Price').errorHandling?.type).toBe('ignore');
  });

  it('draws the steps of the top level below each other, whatever stands in them', () => {
    const flows = filesIn(OWN).flatMap((file) => imported(read(file)).project.flows);
    const gaps = flows.flatMap((flow) => {
      const { boxes } = stepBoxes(flow);
      const top = flow.steps.filter(({ parent }) => parent === null);
      const drawn = top.flatMap(({ id }) => boxes.get(id) ?? []);
      return drawn.slice(1).map(({ y }, at) => {
        const above = drawn[at];
        return above === undefined ? 0 : y - above.y - above.height;
      });
    });
    expect(gaps.length).toBeGreaterThan(5);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(40);
  });

  it('makes forms of connections, and keeps their secrets by the keys that forms have', () => {
    const { project, secrets } = imported(read(join(OWN, 'parcel-quotes.yaml')));
    const named = (name: string) => project.configVars.find((one) => one.name === name);
    expect(named('Depot Login')?.connection).toEqual({
      component: 'code',
      key: 'basic',
      inputs: { username: 'depot', password: '' },
      test: null,
    });
    expect(named('Tracker OAuth')?.connection?.inputs['headers']).toEqual([
      { key: 'X-Tenant', value: '' },
    ]);
    const kept = secrets.map(({ id, key }) => {
      const owner = project.configVars.find((one) => one.id === id);
      return `${owner?.name} ${key}`;
    });
    expect(kept).toContain('Depot Login password');
    expect(kept).toContain('Tracker OAuth headers/X-Tenant');
    expect(named('Region')).toMatchObject({ dataType: 'picklist', pickList: ['North', 'South'] });
    expect(project.configPages[1]?.elements[0]).toEqual({
      kind: 'html',
      html: '<p>Where may we ship?</p>',
    });
  });

  it('leaves placeholders where they are until a secret takes their place', () => {
    const { project } = imported(read(join(OWN, 'parcel-quotes.yaml')));
    const { project: reopened, taken } = takeSecretInputs(project);
    expect(taken).toEqual([]);
    expect(exported(reopened)).toEqual(exported(project));
    const oauth = project.configVars.find(({ name }) => name === 'Tracker OAuth');
    const entered = { id: oauth?.id ?? newId(), key: 'clientSecret', value: 'entered', words: '' };
    const inputs = exported(project, [entered]).requiredConfigVars?.find(
      ({ key }) => key === 'Tracker OAuth',
    )?.inputs;
    expect(inputs?.['clientSecret']?.value).toBe('entered');
  });

  it('exports a project that was made here with what the platform asks for', () => {
    const flow = aFlow('Sums').code('Add').build();
    const definition = exported(aProject(flow));
    expect(readDefinition(writeDefinition(definition))).toEqual({
      ok: true,
      value: { definition, notes: [] },
    });
    expect(definition).toMatchObject({ definitionVersion: 7, name: 'Project', description: '' });
    expect(definition.flows[0]).toMatchObject({
      name: 'Sums',
      endpointSecurityType: 'customer_optional',
      steps: [{ isTrigger: true, action: { key: 'runCodeTrigger' } }, { name: 'Add' }],
    });
  });

  it('refuses steps too deep inside each other', () => {
    let steps: DefinitionStep[] = [];
    for (let at = 0; at < 62; at += 1) {
      steps = [
        {
          name: `Loop ${at}`,
          action: { key: 'loopNTimes', component: { key: 'loop' } },
          steps,
        },
      ];
    }
    const found = importDefinition({
      definitionVersion: 7,
      name: 'A',
      flows: [{ name: 'B', steps }],
    });
    expect(found).toMatchObject({ ok: false, error: [{ code: 'file-too-deep' }] });
  });
});

function rowOf(name: string, project: Project, secrets: number): string {
  const { flows, steps, kinds } = reportOf(project, [], []);
  const counts = new Map<string, number>();
  for (const { label, count, runsHere } of kinds) {
    const kind = runsHere ? label : 'component steps';
    counts.set(kind, (counts.get(kind) ?? 0) + count);
  }
  const byKind = [...counts].map(([kind, count]) => `${count} ${kind}`);
  return [name, flows, steps, byKind.join(', '), secrets, 'yes'].join(' | ');
}

function put(target: unknown, path: readonly (string | number)[], value: unknown): void {
  let at: unknown = target;
  for (const key of path.slice(0, -1)) at = Reflect.get(Object(at), key);
  Reflect.set(Object(at), path.at(-1) ?? '', value);
}
