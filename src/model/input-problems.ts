import { branchesOf, hasBody, stepKinds } from '@/kinds';
import type { StepField } from '@/kinds/step-kind';
import { checkJson } from '@/lib/check-json';
import { inputsWithin, parseTemplate, readInput } from '@/plan/inputs';
import type { StepInput } from '@/plan/plan';
import type { Problem } from '@/plan/problem';
import { branchRows, elseBranch, strayBranches, type RowsKey } from './branch-rows';
import { readCondition } from './condition';
import { mockOf } from './edit-mocks';
import { containersOf, orderSteps } from './graph';
import { inputFaults } from './input-faults';
import type { ConfigVar, Flow, Payload, Step } from './project';

/** What is wrong with steps of the platform's own and of other components, config variables aside. */
export function inputProblems(flow: Flow): readonly Problem[] {
  return [
    ...flow.steps.flatMap((step) => [
      ...referenceProblems(flow, step),
      ...missingInputs(flow, step),
      ...branchProblems(flow, step),
      ...breakProblems(flow, step),
    ]),
    ...mockProblems(flow),
    ...flow.payloads.flatMap((payload) => triggerBranchProblem(flow, payload) ?? []),
  ];
}

/** Config variables that inputs name and that are not there. */
export function unknownInputVars(configVars: readonly ConfigVar[], flow: Flow): readonly Problem[] {
  const known = new Set(configVars.map(({ name }) => name));
  return flow.steps.flatMap((step) => {
    if (!('inputs' in step.data)) return [];
    return Object.entries(step.data.inputs).flatMap(([key, input]) =>
      varNames(input)
        .filter((name) => name !== '' && !known.has(name))
        .map((name): Problem => ({
          ...warning(
            flow,
            step,
            `inputs.${key}`,
            'config-var-unknown',
            `No config variable is named ${name}, so this is empty. Create it, or correct the name.`,
          ),
          fix: { kind: 'create-config-var', name },
        })),
    );
  });
}

/** The names of config variables that a step's inputs read. */
export function inputVarNames({ data }: Step): readonly string[] {
  return 'inputs' in data ? Object.values(data.inputs).flatMap(varNames) : [];
}

function varNames(input: StepInput): readonly string[] {
  return inputsWithin(input).flatMap(({ type, value }) => {
    if (typeof value !== 'string') return [];
    if (type === 'configVar') return [value];
    if (type !== 'template') return [];
    return parseTemplate(value).flatMap((part) => (part.kind === 'configVar' ? [part.name] : []));
  });
}

/** Why a run with this payload cannot say which branch of its trigger is taken; null where it can. */
export function triggerBranchProblem(flow: Flow, payload: Payload | null): Problem | null {
  const [trigger] = flow.steps;
  if (trigger === undefined || payload === null) return null;
  const branches = branchesOf(trigger);
  if (branches.length === 0 || branches.some(({ id }) => id === payload.triggerBranch)) return null;
  const names = branches.map(({ name }) => name).join(' or ');
  return {
    severity: 'warning',
    code: 'trigger-branch-unchosen',
    message: `${payload.name}: it does not say which branch of ${trigger.name} is taken, so the flow cannot run with it. Choose ${names}.`,
    flowId: flow.id,
    stepId: trigger.id,
    field: `payloads.${payload.id}`,
    fix: { kind: 'choose-branch', name: payload.name, payloadId: payload.id },
  };
}

function referenceProblems(flow: Flow, step: Step): readonly Problem[] {
  if (!('inputs' in step.data)) return [];
  return Object.entries(step.data.inputs).flatMap(([key, input]) =>
    inputsWithin(input)
      .filter(({ type }) => type === 'reference' || type === 'template')
      .flatMap((inner) => inputFaults(inner, { flow, step, configVars: [] }))
      .filter(({ configVar }) => configVar === undefined)
      .map(({ code, message }) => warning(flow, step, `inputs.${key}`, code, message)),
  );
}

function missingInputs(flow: Flow, step: Step): readonly Problem[] {
  const { data } = step;
  if (!('inputs' in data)) return [];
  const fields: readonly StepField[] = stepKinds[step.kind].fields;
  return fields.flatMap((field) => {
    if (field.type === 'code' || field.isRequired !== true) return [];
    const value = Object.hasOwn(data.inputs, field.key) ? data.inputs[field.key]?.value : '';
    if (value !== '' && value !== null && value !== undefined) return [];
    const message = `${field.label} of ${step.name} is empty. The step needs it.`;
    return [warning(flow, step, `inputs.${field.key}`, 'input-missing', message)];
  });
}

function branchProblems(flow: Flow, step: Step): readonly Problem[] {
  const key: RowsKey | null =
    step.kind === 'branchOnExpression'
      ? 'conditions'
      : step.kind === 'branchOnValue'
        ? 'branchValueMappings'
        : null;
  if (key === null || !('branches' in step.data)) return [];
  const { data } = step;
  const found: Problem[] = [];
  const say = (code: string, message: string) =>
    found.push(warning(flow, step, `inputs.${key}`, code, message));
  const rows = branchRows(data, key);
  for (const { name, branch, entry } of rows) {
    if (branch === null)
      say(
        'branch-not-there',
        `${step.name} chooses the branch “${name}”, which it does not have: it fails there. Add the branch, or remove its row.`,
      );
    if (key === 'conditions') {
      for (const message of conditionFaults(readInput(entry)?.value))
        say('condition-unreadable', `The condition of “${name}” ${message}`);
    }
  }
  for (const { name } of strayBranches(data, key)) {
    say(
      'branch-never-taken',
      `The branch “${name}” of ${step.name} is never taken: nothing leads into it. Give it a row, or remove it.`,
    );
  }
  if (elseBranch(data, key) === null) {
    say(
      'branch-no-else',
      `${step.name} has no Else, which every branch step has on the platform. Adding a branch adds it.`,
    );
  }
  return found;
}

/** What is wrong with a condition, once each. */
function conditionFaults(condition: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [condition];
  while (open.length > 0) {
    const at = readCondition(open.pop());
    if (at.kind === 'group') open.push(...at.parts);
    if (at.kind !== 'unknown') continue;
    const terms: readonly unknown[] = Array.isArray(at.value) ? at.value : [];
    const [operator] = terms;
    found.add(
      typeof operator === 'string'
        ? `has the operator “${operator.slice(0, 80)}”, which is none of the platform’s: the step fails. Choose another.`
        : 'holds something that is no condition: the step fails. Remove it.',
    );
  }
  return found;
}

function breakProblems(flow: Flow, step: Step): readonly Problem[] {
  if (step.kind !== 'breakLoop' || containersOf(flow, step).some(hasBody)) return [];
  const message = `${step.name} stands in no loop that it could leave, so it fails. Move it into one.`;
  return [warning(flow, step, undefined, 'break-outside-loop', message)];
}

function mockProblems(flow: Flow): readonly Problem[] {
  return orderSteps(flow).flatMap((step) => {
    if (step.kind !== 'componentStep') return [];
    // What stands inside a component's step does not run, so nobody asks for its result.
    if (containersOf(flow, step).some(({ kind }) => kind === 'componentStep')) return [];
    const bare = flow.payloads.filter((payload) => mockOf(payload, step.id) === null);
    return [...missingMocks(flow, step, bare), ...unreadableMocks(flow, step)];
  });
}

function missingMocks(flow: Flow, step: Step, payloads: readonly Payload[]): readonly Problem[] {
  const [first] = payloads;
  if (first === undefined) return [];
  const names = payloads.slice(0, 5).map(({ name }) => `“${name}”`);
  const more = payloads.length > 5 ? ` and ${payloads.length - 5} more` : '';
  const message = `${step.name} has no mocked result with ${names.join(', ')}${more}: a run stops there. Give it one.`;
  return [
    {
      ...warning(flow, step, `mocks.${first.id}`, 'mock-missing', message),
      fix: { kind: 'give-mock', name: step.name, stepId: step.id, payloadId: first.id },
    },
  ];
}

function unreadableMocks(flow: Flow, step: Step): readonly Problem[] {
  return flow.payloads.flatMap((payload) => {
    const mock = mockOf(payload, step.id);
    const check = mock?.kind === 'result' ? checkJson(mock.text) : null;
    if (check === null || check.isValid) return [];
    const place = check.line === undefined ? '' : ` (line ${check.line}, column ${check.column})`;
    const message = `The mocked result of ${step.name} with “${payload.name}” is not JSON${place}: ${check.reason}. Until it is, its text is the result.`;
    return [
      {
        ...warning(flow, step, `mocks.${payload.id}`, 'mock-not-json', message),
        fix: {
          kind: 'give-mock',
          name: step.name,
          stepId: step.id,
          payloadId: payload.id,
        } as const,
      },
    ];
  });
}

function warning(
  flow: Flow,
  step: Step,
  field: string | undefined,
  code: string,
  message: string,
): Problem {
  const at = { severity: 'warning', code, message, flowId: flow.id, stepId: step.id } as const;
  return field === undefined ? at : { ...at, field };
}
