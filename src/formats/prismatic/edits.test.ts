import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { codeOf } from '@/kinds';
import { newId } from '@/lib/ids';
import {
  addBranchRow,
  branchRows,
  moveBranchRow,
  removeBranchRow,
  renameBranchRow,
  setBranchRow,
  type RowsKey,
} from '@/model/branch-rows';
import * as edit from '@/model/edit';
import { setConnectionInput, updateConfigPage, updateConfigVar } from '@/model/edit-config';
import { editFlow, updateFlowSettings } from '@/model/edit-project';
import { switchFlowRetry, updateFlowRetry } from '@/model/flow-retry';
import type { ConfigVar, Flow, Project, Step } from '@/model/project';
import { readInput } from '@/plan/inputs';
import { USUAL_HANDLING, type StepInput, type StepInputs } from '@/plan/plan';
import type { Definition } from './definition';
import { exportDefinition } from './export-definition';
import { importDefinition } from './import-definition';
import { readDefinition } from './read-definition';

/** Each edit of a form, done to whatever it can be done to, and the places of the file that it may change. */

const OWN = fileURLToPath(new URL('./fixtures/', import.meta.url));
/** A folder of real exports, which are not ours to keep here. */
const REAL = process.env['PRISMATIC_FIXTURES'];

type StepEdit = (
  flow: Flow,
  step: Step,
) => readonly (readonly [edited: Flow, ...places: readonly RegExp[]])[];

const inputsOf = ({ data }: Step): readonly [string, StepInput][] =>
  'inputs' in data ? Object.entries(data.inputs as StepInputs) : [];

const withInput = (flow: Flow, step: Step, key: string, input: StepInput): Flow =>
  'inputs' in step.data
    ? edit.setStepData(flow, step.id, {
        ...step.data,
        inputs: { ...step.data.inputs, [key]: input },
      } as Step['data'])
    : flow;

const ROWS_KEYS = [
  ['branchOnExpression', 'conditions'],
  ['branchOnValue', 'branchValueMappings'],
] as const;

/** An edit of the list of a branch step, by each of its rows. */
function ofRows(
  flow: Flow,
  step: Step,
  change: (key: RowsKey, at: number) => readonly [Step['data'], ...RegExp[]],
): ReturnType<StepEdit> {
  const [key] = ROWS_KEYS.flatMap(([kind, rows]) => (kind === step.kind ? [rows] : []));
  if (key === undefined || !('branches' in step.data)) return [];
  return branchRows(step.data, key).map((_, at) => {
    const [data, ...places] = change(key, at);
    return [edit.setStepData(flow, step.id, data), ...places];
  });
}

const dataOf = (step: Step) => {
  if (!('branches' in step.data)) throw new Error('It has branches.');
  return step.data;
};

const STEP_EDITS: Readonly<Record<string, StepEdit>> = {
  'its name': (flow, step) => [[edit.renameStep(flow, step.id, 'Renamed'), /^name$/]],
  'its description': (flow, step) => [
    [edit.setStepDescription(flow, step.id, 'Described'), /^description$/],
  ],
  'its time-out, which is ours': (flow, step) => [[edit.setStepTimeout(flow, step.id, 5_000)]],
  'its place, which is ours': (flow, step) => [
    [edit.moveSteps(flow, { [step.id]: { x: 9_000, y: 9_000 } })],
  ],
  'its code': (flow, step) =>
    codeOf(step) === null
      ? []
      : [[edit.setStepCode(flow, step.id, 'module.exports = 2;\n'), /^inputs\/code\/value$/]],
  'what is done when it fails': (flow, step) =>
    (
      [
        ['type', step.errorHandling?.type === 'ignore' ? 'retry' : 'ignore', 'errorHandlerType'],
        ['maxAttempts', 4, 'maxAttempts'],
        ['delaySeconds', 33, 'delaySeconds'],
        [
          'usesExponentialBackoff',
          !(step.errorHandling ?? USUAL_HANDLING).usesExponentialBackoff,
          'usesExponentialBackoff',
        ],
        [
          'ignoreFinalError',
          !(step.errorHandling ?? USUAL_HANDLING).ignoreFinalError,
          'ignoreFinalError',
        ],
      ] as const
    ).map(([member, value, key]) => [
      edit.setErrorHandling(flow, step.id, {
        ...(step.errorHandling ?? USUAL_HANDLING),
        [member]: value,
      }),
      step.errorHandling === null ? /^errorConfig$/ : new RegExp(`^errorConfig/${key}$`),
    ]),
  'what an input says': (flow, step) =>
    inputsOf(step).flatMap(([key, input]) =>
      typeof input.value === 'string'
        ? [[withInput(flow, step, key, { ...input, value: 'changed' }), inputAt(key, '/value')]]
        : [],
    ),
  'the type of an input': (flow, step) =>
    inputsOf(step).map(([key, input]) => [
      withInput(flow, step, key, { ...input, type: 'template', value: '{{#X}}' }),
      inputAt(key, '/(type|value)'),
    ]),
  'an input that was not there': (flow, step) =>
    'inputs' in step.data
      ? [
          [
            withInput(flow, step, 'unheardOf', { type: 'value', value: '1' }),
            /^inputs(\/unheardOf)?$/,
          ],
        ]
      : [],
  'one item of a list': (flow, step) =>
    inputsOf(step).flatMap(([key, input]) =>
      !Array.isArray(input.value)
        ? []
        : (input.value as readonly unknown[]).flatMap((item, at) => {
            const read = readInput(item);
            if (read === null || typeof read.value !== 'string') return [];
            const list = (input.value as readonly unknown[]).with(at, { ...read, value: 'other' });
            return [
              [
                withInput(flow, step, key, { ...input, value: list }),
                inputAt(key, `/value/${at}/value`),
              ],
            ];
          }),
    ),
  'when it starts': (flow, step) => {
    if (step.kind !== 'scheduleTrigger') return [];
    const schedule = step.data.schedule ?? { type: 'value', value: '' };
    const meta = typeof schedule.meta === 'object' ? schedule.meta : {};
    const set = (next: StepInput) =>
      edit.setStepData(flow, step.id, { ...step.data, schedule: next });
    const isThere = step.data.schedule !== undefined;
    return [
      [set({ ...schedule, value: '1 1 1 1 1' }), isThere ? /^schedule\/value$/ : /^schedule$/],
      [
        set({ ...schedule, meta: { ...meta, timeZone: 'Asia/Tokyo' } }),
        isThere ? /^schedule\/meta(\/timeZone)?$/ : /^schedule$/,
      ],
    ];
  },
  'the name of a branch': (flow, step) =>
    ofRows(flow, step, (key, at) => [
      renameBranchRow(dataOf(step), key, at, 'Elsewhere'),
      inputAt(key, `/value/${at}/name(/value)?`),
      /^branches\/\d+\/name$/,
    ]),
  'what a branch is taken for': (flow, step) =>
    ofRows(flow, step, (key, at) => [
      setBranchRow(dataOf(step), key, at, {
        ...(readInput(branchRows(dataOf(step), key)[at]?.entry) ?? { type: 'value' }),
        value: key === 'conditions' ? ['and', ['isTrue', { type: 'value', value: 'x' }]] : 'x',
      }),
      inputAt(key, `/value/${at}/value(/.*)?`),
    ]),
  'one more branch': (flow, step) =>
    ofRows(flow, step, (key) => [
      addBranchRow(dataOf(step), key, () => newId()),
      inputAt(key, '/value'),
      /^branches$/,
    ]),
  'one branch less': (flow, step) =>
    ofRows(flow, step, (key, at) => [
      removeBranchRow(dataOf(step), key, at),
      inputAt(key, '/value'),
      /^branches$/,
    ]),
};

function inputAt(key: string, rest: string): RegExp {
  return new RegExp(`^inputs/${key.replaceAll(/[^\w]/g, String.raw`\$&`)}${rest}$`);
}

type ProjectEdit = (
  project: Project,
) => readonly (readonly [edited: Project, ...places: readonly RegExp[]])[];

const ofVars = (
  project: Project,
  change: (configVar: ConfigVar, at: string) => readonly (readonly [Project, ...RegExp[]])[],
) => project.configVars.flatMap((configVar, at) => change(configVar, `^requiredConfigVars/${at}`));

const ofFlows = (
  project: Project,
  change: (flow: Flow, at: string) => readonly (readonly [Flow, ...RegExp[]])[],
) =>
  project.flows.flatMap((flow, at) =>
    change(flow, `^flows/${at}`).map(
      ([edited, ...places]) => [editFlow(project, flow.id, () => edited), ...places] as const,
    ),
  );

const PROJECT_EDITS: Readonly<Record<string, ProjectEdit>> = {
  'its name and description': (project) => [
    [{ ...project, name: 'Renamed' }, /^name$/],
    [{ ...project, description: 'Described' }, /^description$/],
  ],
  'the settings of a flow': (project) =>
    ofFlows(project, (flow, at) => [
      [updateFlowSettings(flow, { name: 'Renamed' }), new RegExp(`${at}/name$`)],
      [updateFlowSettings(flow, { description: 'D' }), new RegExp(`${at}/description$`)],
      [
        updateFlowSettings(flow, { isSynchronous: !flow.isSynchronous }),
        new RegExp(`${at}/isSynchronous$`),
      ],
    ]),
  'the retries of a flow': (project) =>
    ofFlows(project, (flow, at) => {
      const on = switchFlowRetry(flow, true);
      return on === flow
        ? [
            [switchFlowRetry(flow, false), new RegExp(`${at}/retryConfig$`)],
            [
              updateFlowRetry(flow, { maxAttempts: 9 }),
              new RegExp(`${at}/retryConfig/maxAttempts$`),
            ],
            [
              updateFlowRetry(flow, { delayMinutes: 59 }),
              new RegExp(`${at}/retryConfig/delayMinutes$`),
            ],
          ]
        : [[on, new RegExp(`${at}/retryConfig$`)], [switchFlowRetry(on, false)]];
    }),
  'a config variable': (project) =>
    ofVars(project, ({ id, connection, dataType }, at) => [
      [
        updateConfigVar(project, id, { name: 'Renamed' }),
        new RegExp(`${at}/key$`),
        /^configPages\/\d+\/elements\/\d+\/value$/,
      ],
      [updateConfigVar(project, id, { description: 'D' }), new RegExp(`${at}/description$`)],
      [updateConfigVar(project, id, { testValue: 'ours' })],
      ...(connection === null
        ? [
            [
              updateConfigVar(project, id, { defaultValue: '77' }),
              new RegExp(`${at}/defaultValue$`),
            ] as const,
          ]
        : []),
      ...(dataType === 'picklist'
        ? [
            [
              updateConfigVar(project, id, { pickList: ['P', 'Q', 'R', 'S', 'T'] }),
              new RegExp(`${at}/pickList(/.*)?$`),
            ] as const,
          ]
        : []),
    ]),
  'an input of a connection': (project) =>
    ofVars(project, ({ id, connection }, at) =>
      Object.entries(connection?.inputs ?? {}).map(([key, value]) => [
        setConnectionInput(
          project,
          id,
          key,
          typeof value === 'string' ? 'changed' : [...value, { key: 'X-More', value: 'y' }],
        ),
        new RegExp(`${at}/inputs/${key}(/value)?$`),
      ]),
    ),
  'a config page': (project) =>
    project.configPages.flatMap(({ id }, at) => [
      [updateConfigPage(project, id, { name: 'Renamed' }), new RegExp(`^configPages/${at}/name$`)],
      [updateConfigPage(project, id, { tagline: 'T' }), new RegExp(`^configPages/${at}/tagline$`)],
    ]),
};

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name) => join(folder, name));
}

/** None of a file that is refused. */
function importedFrom(file: string): readonly Project[] {
  const found = readDefinition(readFileSync(file, 'utf8'));
  if (!found.ok) return [];
  const imported = importDefinition(found.value.definition);
  if (!imported.ok) throw new Error(imported.error.map(({ message }) => message).join('\n'));
  return [imported.value.project];
}

function exported(project: Project): Definition {
  const found = exportDefinition(project);
  if (!found.ok) throw new Error(found.error.map(({ message }) => message).join('\n'));
  return found.value.definition;
}

/** The places where two values differ: the outermost that is not there in both, or the lists of another length. */
function differences(one: unknown, other: unknown, at = ''): readonly string[] {
  if (Object.is(one, other)) return [];
  const [left, right] = [membersOf(one), membersOf(other)];
  const isOfOneKind = Array.isArray(one) === Array.isArray(other);
  if (left === null || right === null || !isOfOneKind) return [at];
  if (Array.isArray(one) && left.size !== right.size) return [at];
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((key) =>
    differences(
      left.has(key) ? left.get(key) : MISSING,
      right.has(key) ? right.get(key) : MISSING,
      at === '' ? key : `${at}/${key}`,
    ),
  );
}

function membersOf(value: unknown): ReadonlyMap<string, unknown> | null {
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : null;
}

const MISSING = Symbol('missing');

/** `flows/0/steps/2/branches/1/steps/0`, and what stands in that step. */
function inStep(place: string): readonly [step: string, rest: string] {
  const found = /^(flows\/\d+\/steps\/\d+(?:(?:\/branches\/\d+)?\/steps\/\d+)*)(?:\/(.*))?$/.exec(
    place,
  );
  if (found === null) return ['', place];
  return [found[1] ?? '', found[2] ?? ''];
}

const FILES = [...filesIn(OWN), ...(REAL === undefined ? [] : filesIn(REAL))].flatMap((file) =>
  importedFrom(file).map((project) => [file, project] as const),
);

describe('an edit of', () => {
  it.each(Object.entries(STEP_EDITS))('a step changes %s and nothing beside it', (_, edits) => {
    let done = 0;
    for (const [file, project] of FILES) {
      const before = exported(project);
      for (const flow of project.flows) {
        for (const step of flow.steps) {
          for (const [edited, ...places] of edits(flow, step)) {
            const after = exported(editFlow(project, flow.id, () => edited));
            const found = differences(before, after).map(inStep);
            const where = `${file}: ${flow.name}, ${step.name}`;
            expect([where, new Set(found.map(([at]) => at)).size]).toEqual([
              where,
              found.length === 0 ? 0 : 1,
            ]);
            const others = found.filter(([, rest]) => !places.some((place) => place.test(rest)));
            expect([where, others]).toEqual([where, []]);
            if (places.length > 0 && found.length > 0) done += 1;
            if (places.length === 0) done += 1;
          }
        }
      }
    }
    expect(done).toBeGreaterThan(0);
  });

  it.each(Object.entries(PROJECT_EDITS))(
    'an integration changes %s and nothing beside it',
    (_, edits) => {
      let done = 0;
      for (const [file, project] of FILES) {
        const before = exported(project);
        for (const [edited, ...places] of edits(project)) {
          const found = differences(before, exported(edited));
          expect([file, found.filter((at) => !places.some((place) => place.test(at)))]).toEqual([
            file,
            [],
          ]);
          if (found.length > 0) done += 1;
        }
      }
      expect(done).toBeGreaterThan(0);
    },
  );

  it('a branch up and down again leaves the file as it was', () => {
    for (const [, project] of FILES) {
      const before = exported(project);
      for (const flow of project.flows) {
        for (const step of flow.steps) {
          for (const [edited] of ofRows(flow, step, (key, at) => [
            moveBranchRow(moveBranchRow(dataOf(step), key, at, 1), key, at + 1, -1),
          ])) {
            expect(exported(editFlow(project, flow.id, () => edited))).toEqual(before);
          }
        }
      }
    }
  });
});
