import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { StepKindKey } from '@/kinds';
import { newId, type BranchId, type StepId } from '@/lib/ids';
import {
  addStep,
  renameStep,
  setErrorHandling,
  setStepCode,
  setStepData,
  type NewStep,
} from '@/model/edit';
import { newFlow, newProject } from '@/model/new-project';
import type { Flow, Project } from '@/model/project';
import { readProject } from '@/formats/project/read-project';
import { writeCodeNative } from './write-code-native';
import type { ExportedPayload } from './write-tests';

const folder = mkdtempSync(join(tmpdir(), 'code-native-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The export on disk, with this project's own packages in place of an installation. */
function write(name: string, project: Project, payloads: readonly ExportedPayload[]): string {
  const root = join(folder, name);
  const all = new Map(project.flows.map(({ id }) => [String(id), payloads]));
  for (const { path, text } of writeCodeNative(project, all)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
  return root;
}

function typeCheck(root: string): string {
  const { stdout, stderr } = spawnSync(resolve('node_modules/.bin/tsc'), ['--noEmit'], {
    cwd: root,
    encoding: 'utf8',
  });
  return `${stdout}${stderr}`;
}

/** As the platform's file says it, where a key may be absent and a field is a reference. */
const KEPT = {
  retryConfig: {
    is: {
      maxAttempts: 3,
      uniqueRequestIdField: { type: 'reference', value: 'in.results.body.id' },
    },
  },
  queueConfig: {
    is: {
      usesFifoQueue: true,
      dedupeIdField: { type: 'reference', value: 'in.results.headers.id' },
      concurrencyLimit: 4,
    },
  },
};

/** A flow with everything that flows are made of, whose result says where it went. */
function everything(): Flow {
  let flow = newFlow('All of it');
  const idOf = (name: string) => name as StepId;
  const add = (name: string, kind: StepKindKey, where: Partial<NewStep>, code?: string) => {
    flow = addStep(flow, { id: idOf(name), kind, name, newEdgeId: () => newId(), ...where });
    if (code !== undefined) {
      flow = setStepCode(
        flow,
        idOf(name),
        `module.exports = async (context, stepResults) => ${code};\n`,
      );
    }
  };
  const trigger = flow.steps[0]?.id ?? idOf('');
  flow = setStepCode(
    flow,
    trigger,
    'module.exports = async (context, payload) => ({ payload });\n',
  );
  flow = renameStep(flow, trigger, 'In');
  add(
    'Parcels',
    'codeBlock',
    { after: trigger },
    '({ data: stepResults.in.results.body.data.parcels })',
  );
  add('Each', 'loopOverItems', { after: idOf('Parcels') });
  flow = setStepData(flow, idOf('Each'), {
    inputs: { items: { type: 'reference', value: 'parcels.results' } },
  });
  const [heavy, other] = ['heavy' as BranchId, 'other' as BranchId];
  add('Check', 'branchOnExpression', { into: { stepId: idOf('Each'), branch: null } });
  flow = setStepData(flow, idOf('Check'), {
    inputs: {
      conditions: {
        type: 'complex',
        value: [
          {
            name: 'Heavy',
            type: 'complex',
            value: [
              'and',
              [
                'greaterThan',
                { name: '', type: 'reference', value: 'each.currentItem.kg' },
                { name: '', type: 'value', value: '10' },
              ],
            ],
          },
        ],
      },
    },
    branches: [
      { id: heavy, name: 'Heavy' },
      { id: other, name: 'Else' },
    ],
  });
  add(
    'Freight',
    'codeBlock',
    { into: { stepId: idOf('Check'), branch: heavy } },
    '({ data: `freight ${stepResults.each.currentItem.id}` })',
  );
  add('Halt', 'breakLoop', { into: { stepId: idOf('Check'), branch: other } });
  add('Fail', 'codeBlock', { after: idOf('Each') }, '{ throw new Error("no luck"); }');
  flow = setErrorHandling(flow, idOf('Fail'), {
    type: 'ignore',
    maxAttempts: 0,
    delaySeconds: 0,
    usesExponentialBackoff: false,
    ignoreFinalError: false,
  });
  add('Post', 'componentStep', { after: idOf('Fail') });
  add('Note', 'writeLog', { after: idOf('Post') });
  add(
    'Out',
    'codeBlock',
    { after: idOf('Note') },
    '({ data: { each: stepResults.each.results, failed: stepResults.fail.results, post: stepResults.post.results } })',
  );
  return { ...flow, kept: KEPT };
}

const PAYLOAD: Omit<ExportedPayload, 'outcome'> = {
  name: 'Three parcels',
  text: JSON.stringify({
    body: {
      data: {
        parcels: [
          { id: 1, kg: 12 },
          { id: 2, kg: 30 },
          { id: 3, kg: 2 },
        ],
      },
    },
  }),
  mocks: [{ step: 'post', kind: 'result', text: '{"id":7}' }],
};

const EXPECTED = {
  // The last step of the loop is the branch, so its result is what is collected.
  each: [{ branch: 'Heavy' }, { branch: 'Heavy' }],
  failed: { error: { message: 'no luck' } },
  post: { id: 7 },
};

describe('a code-native export', () => {
  const project = { ...newProject('Parcel Quotes'), flows: [everything()] };

  it('type-checks, and its tests run with the results that are expected', () => {
    const outcome = { kind: 'result', data: EXPECTED } as const;
    const root = write('all', project, [{ ...PAYLOAD, outcome }]);
    expect(typeCheck(root)).toBe('');
    const ran = execFileSync(resolve('node_modules/.bin/vitest'), ['run'], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(ran).toContain('1 passed');
    const [flowFile = ''] = writeCodeNative(project, new Map())
      .filter(({ path }) => path.startsWith('src/flows/'))
      .map(({ text }) => text);
    expect(flowFile.replaceAll(/\s+/g, ' ')).toContain(
      'retryConfig: { maxAttempts: 3, delayMinutes: 1, usesExponentialBackoff: false, uniqueRequestIdField: "body.id", }, queueConfig: { usesFifoQueue: true, concurrencyLimit: 4, dedupeIdField: "headers.id", },',
    );
  }, 60_000);

  it.each([{ isPlain: true }, { isPlain: false }])(
    'keeps the names of flows and steps apart from its own, %o',
    ({ isPlain }) => {
      const named = (name: string): Flow => {
        let flow = newFlow(name);
        let after = flow.steps.map(({ id }) => id).join() as StepId;
        const add = (kind: StepKindKey, step: string) => {
          const id = newId<StepId>();
          flow = addStep(flow, { id, kind, name: step, newEdgeId: () => newId(), after });
          after = id;
        };
        if (!isPlain) add('loopNTimes', 'Each');
        for (const step of [name, 'Step Results', 'Start Run', 'Run', 'Result 1', 'Result 6']) {
          add('codeBlock', step);
          flow = setStepCode(flow, after, 'module.exports = async () => ({ data: 1 });\n');
        }
        return flow;
      };
      const flows = ['All In One', 'Flow', 'Run', 'Payload', 'Expect', 'Start Run'].map(named);
      const outcome = { kind: 'result', data: 1 } as const;
      const payload = { name: 'None', text: '{}', mocks: [], outcome };
      const project = { ...newProject('Names'), flows };
      const root = write(`names ${isPlain}`, project, [payload]);
      expect(typeCheck(root)).toBe('');
      const ran = spawnSync(resolve('node_modules/.bin/vitest'), ['run'], {
        cwd: root,
        encoding: 'utf8',
      });
      expect(ran.stdout).toContain('6 passed');
    },
    60_000,
  );

  it('has tests that fail where the result is another', () => {
    const outcome = { kind: 'result', data: { ...EXPECTED, post: null } } as const;
    const root = write('other', project, [{ ...PAYLOAD, outcome }]);
    const ran = spawnSync(resolve('node_modules/.bin/vitest'), ['run'], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(ran.status).toBe(1);
    expect(ran.stdout).toContain('1 failed');
  }, 60_000);

  it.each(['github-push', 'stripe-event', 'shopify-order', 'echo'])(
    'of the example %s holds its code unchanged and type-checks',
    (name) => {
      const example = readProject(readFileSync(`src/examples/${name}.json`, 'utf8'));
      if (!example.ok) throw new Error('The example cannot be read.');
      const root = write(name, example.value, []);
      expect(typeCheck(root)).toBe('');
      const files = writeCodeNative(example.value, new Map()).map(({ text }) => text);
      for (const { steps } of example.value.flows) {
        for (const { data } of steps) expect(files).toContain('code' in data && data.code);
      }
    },
    60_000,
  );
});
