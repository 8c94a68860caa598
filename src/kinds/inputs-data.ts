import type { BranchId } from '@/lib/ids';
import { member } from '@/lib/member';
import type { StepInput, StepInputs } from '@/plan/plan';

/** The data of a step of the platform's own: its inputs as they stand in the platform's file. */
export interface InputsData {
  readonly inputs: StepInputs;
}

/** A named sequence of steps inside a step. */
export interface Branch {
  readonly id: BranchId;
  readonly name: string;
}

/** The data of a step that has branches. */
export interface BranchesData extends InputsData {
  /** In the order of the conditions; of a branch step the last one is Else. */
  readonly branches: readonly Branch[];
}

/** Which of the platform's actions a step is, of a component that this application does not run. */
export interface ComponentData extends BranchesData {
  readonly component: PlatformComponent;
  readonly action: string;
  /** It holds steps as a loop does. */
  readonly holdsSteps: boolean;
}

/** A component of the platform, by key and version. */
export interface PlatformComponent {
  readonly key: string;
  readonly version: number | 'LATEST';
  readonly isPublic: boolean;
}

/** The name of the branch that is taken where no other is. */
export const ELSE = 'Else';

/** Reads `{inputs}`; null for any other shape. Inputs are kept as they are. */
export function parseInputsData(value: unknown): InputsData | null {
  const inputs = readInputs(member(value, 'inputs'));
  return inputs === null ? null : { inputs };
}

/** Reads `{inputs, branches}`. */
export function parseBranchesData(value: unknown): BranchesData | null {
  const data = parseInputsData(value);
  const branches = readBranches(member(value, 'branches'));
  return data === null || branches === null ? null : { ...data, branches };
}

/** Reads `{component, action, inputs, branches, holdsSteps}`. */
export function parseComponentData(value: unknown): ComponentData | null {
  const data = parseBranchesData(value);
  const component = readComponent(member(value, 'component'));
  const action = member(value, 'action');
  const holdsSteps = member(value, 'holdsSteps');
  if (data === null || component === null || typeof action !== 'string') return null;
  if (typeof holdsSteps !== 'boolean') return null;
  return { component, action, ...data, holdsSteps };
}

/** A plain value, as forms write it. */
export function valueInput(value: string): StepInput {
  return { type: 'value', value };
}

function readInputs(value: unknown): StepInputs | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const all = Object.values(value);
  // Each was checked to be an object with a type and a value.
  return all.every(isInput) ? (value as StepInputs) : null;
}

function isInput(value: unknown): boolean {
  return typeof member(value, 'type') === 'string' && member(value, 'value') !== undefined;
}

function readBranches(value: unknown): readonly Branch[] | null {
  if (!Array.isArray(value)) return null;
  const items: readonly unknown[] = value;
  const branches: Branch[] = [];
  for (const item of items) {
    const id = member(item, 'id');
    const name = member(item, 'name');
    if (typeof id !== 'string' || id === '' || typeof name !== 'string') return null;
    if (branches.some((branch) => branch.id === id)) return null;
    // Ids are any texts in a file; the brand says whose they are from here on.
    branches.push({ id: id as BranchId, name });
  }
  return branches;
}

function readComponent(value: unknown): PlatformComponent | null {
  const key = member(value, 'key');
  const version = member(value, 'version');
  const isPublic = member(value, 'isPublic');
  if (typeof key !== 'string' || typeof isPublic !== 'boolean') return null;
  if (typeof version !== 'number' && version !== 'LATEST') return null;
  return { key, version, isPublic };
}
