import { member } from '@/lib/member';
import { readInput } from '@/plan/inputs';
import type { StepInput } from '@/plan/plan';
import { parseInputsData, type InputsData } from './inputs-data';
import { passThrough } from './pass-through';
import type { StepKind } from './step-kind';

/** The data of a trigger that starts at times. */
export interface ScheduleData extends InputsData {
  /** When it starts, as the platform's file says it beside the inputs; `meta` holds its kind and time zone. */
  readonly schedule?: StepInput;
}

export const scheduleTrigger = {
  key: 'scheduleTrigger',
  label: 'Schedule',
  description: 'Starts the flow at the times of its schedule',
  role: 'trigger',
  glyph: 'schedule',
  group: 'Triggers',
  platform: { component: 'schedule-triggers', action: 'schedule' },
  holds: 'nothing',
  fields: [],
  create: () => ({ inputs: {} }),
  parse: parseScheduleData,
  compile: () => passThrough(null, null),
} as const satisfies StepKind<'scheduleTrigger', ScheduleData>;

/** What stands there in another shape is no schedule. */
function parseScheduleData(value: unknown): ScheduleData | null {
  const data = parseInputsData(value);
  const schedule = readInput(member(value, 'schedule'));
  return data === null || schedule === null ? data : { ...data, schedule };
}
