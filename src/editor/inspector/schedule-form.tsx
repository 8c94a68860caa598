import { useId } from 'react';
import type { ScheduleData } from '@/kinds/schedule-trigger';
import { SCHEDULE_TYPES, type Step } from '@/model/project';
import type { StepInput } from '@/plan/plan';
import { setStepData } from '@/state/commands/steps';
import { Field } from '@/ui/field';
import { Select } from '@/ui/select';
import { TextInput } from '@/ui/text-input';
import { useBurst } from '@/ui/use-burst';
import { InputField } from './input-field';

const ZONES: readonly string[] = ['UTC', ...Intl.supportedValuesOf('timeZone')];

interface ScheduleFormProps {
  readonly step: Step;
  readonly data: ScheduleData;
}

/** When a schedule trigger starts its flow. Runs here start by Run alone. */
export function ScheduleForm({ step, data }: ScheduleFormProps) {
  const id = useId();
  const burst = useBurst();
  const schedule = data.schedule ?? { type: 'value', value: '' };
  const set = (next: StepInput, timeStamp?: number) =>
    setStepData(
      step.id,
      { ...data, schedule: next },
      timeStamp === undefined ? undefined : burst(timeStamp),
    );
  const setMeta = (patch: object, timeStamp?: number) =>
    set({ ...schedule, meta: { ...metaOf(schedule), ...patch } }, timeStamp);
  const { scheduleType, timeZone } = metaOf(schedule);
  const shownType = typeof scheduleType === 'string' ? scheduleType : '';
  return (
    <>
      <InputField
        label="Schedule"
        help="A cron expression: minute, hour, day, month, day of the week. Runs here start by Run alone."
        input={schedule}
        onChange={set}
      />
      <Field label="Schedule type">
        {(control) => (
          <Select
            {...control}
            value={shownType}
            onChange={(event) => setMeta({ scheduleType: event.target.value })}
          >
            {!SCHEDULE_TYPES.some((type) => type === shownType) && <option>{shownType}</option>}
            {SCHEDULE_TYPES.map((type) => (
              <option key={type}>{type}</option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="Time zone" help="Empty for UTC.">
        {(control) => (
          <TextInput
            {...control}
            list={`${id}-zones`}
            value={typeof timeZone === 'string' ? timeZone : ''}
            onChange={(event) => setMeta({ timeZone: event.target.value }, event.timeStamp)}
          />
        )}
      </Field>
      <datalist id={`${id}-zones`}>
        {ZONES.map((zone) => (
          <option key={zone}>{zone}</option>
        ))}
      </datalist>
    </>
  );
}

function metaOf({ meta }: StepInput): { scheduleType?: unknown; timeZone?: unknown } {
  return typeof meta === 'object' && meta !== null ? meta : {};
}
