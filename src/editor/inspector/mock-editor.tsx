import { FileJson2 } from 'lucide-react';
import type { Flow, Mock, Payload, Step } from '@/model/project';
import { mockOf } from '@/model/edit-mocks';
import { copyResultToMock, deleteMock, editMock, startMock } from '@/state/commands/mocks';
import { addPayload } from '@/state/commands/payloads';
import { useDocument } from '@/state/document';
import { useRun } from '@/state/run';
import { Button } from '@/ui/button';
import { ModelEditor } from '@/ui/code-editor/model-editor';
import { Field } from '@/ui/field';
import { JsonState } from '@/ui/json-state';
import { Select } from '@/ui/select';
import { TextInput } from '@/ui/text-input';
import { useBurst } from '@/ui/use-burst';
import { mockModels } from './mock-models';
import { useChosenPayload } from './use-chosen-payload';
import styles from './inputs.module.css';

interface MockEditorProps {
  readonly flow: Flow;
  readonly step: Step;
}

/** What a step that does not run here yields with the chosen payload. */
export function MockEditor({ flow, step }: MockEditorProps) {
  const payload = useChosenPayload(flow);
  return (
    <section className={styles.section} aria-label="Mocked result">
      <h3 className={styles.name}>Mocked result</h3>
      {payload === null ? (
        <p className={styles.note}>
          A mocked result belongs to a payload, and this flow has none.{' '}
          <Button size="compact" onClick={() => addPayload()}>
            New payload
          </Button>
        </p>
      ) : (
        <PayloadMock flow={flow} step={step} payload={payload} />
      )}
    </section>
  );
}

interface PayloadMockProps extends MockEditorProps {
  readonly payload: Payload;
}

type Choice = 'none' | Mock['kind'];

const CHOICES: readonly (readonly [choice: Choice, label: string])[] = [
  ['none', 'Has no result: the run stops here'],
  ['result', 'Gives a result'],
  ['error', 'Fails with an error'],
];

function PayloadMock({ flow, step, payload }: PayloadMockProps) {
  const mock = mockOf(payload, step.id);
  const burst = useBurst();
  const choose = (choice: Choice) => {
    if (choice === 'none') deleteMock(payload.id, step.id);
    else if (choice === 'result') void startMock(payload.id, step.id);
    else editMock(payload.id, { stepId: step.id, kind: 'error', text: 'The call failed.' });
  };
  return (
    <>
      <Field
        label={`With the payload “${payload.name}” this step`}
        help="Other components do not run here, and nothing is made up for them."
      >
        {(control) => (
          <Select
            {...control}
            value={mock?.kind ?? 'none'}
            onChange={(event) =>
              // An option's value, made from the table.
              choose(event.target.value as Choice)
            }
          >
            {CHOICES.map(([choice, label]) => (
              <option key={choice} value={choice}>
                {label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {mock === null && (
        <div className={styles.line}>
          <Button
            variant="primary"
            icon={FileJson2}
            onClick={() => void startMock(payload.id, step.id)}
          >
            Give it a result
          </Button>
          <CopyLastResult flow={flow} step={step} payload={payload} />
        </div>
      )}
      {mock?.kind === 'result' && (
        <ResultMock flow={flow} step={step} payload={payload} text={mock.text} />
      )}
      {mock?.kind === 'error' && (
        <Field
          label="Error message"
          help="What a later step, or the outcome of the run, says of it."
          error={
            mock.text.trim() === '' ? 'An error without a message helps nobody. Type one.' : null
          }
        >
          {(control) => (
            <TextInput
              {...control}
              value={mock.text}
              onChange={(event) =>
                editMock(payload.id, { ...mock, text: event.target.value }, burst(event.timeStamp))
              }
            />
          )}
        </Field>
      )}
    </>
  );
}

interface ResultMockProps extends PayloadMockProps {
  readonly text: string;
}

function ResultMock({ flow, step, payload, text }: ResultMockProps) {
  const isShared = useDocument(({ saved }) => saved.status === 'read-only');
  const set = (next: string, gesture?: string) =>
    editMock(payload.id, { stepId: step.id, kind: 'result', text: next }, gesture);
  return (
    <div className={styles.mock}>
      <div className={styles.mockText}>
        <ModelEditor
          label={`Mocked result of ${step.name}`}
          text={text}
          isReadOnly={isShared}
          open={(module) => mockModels.open(module, `${payload.id}/${step.id}`, 'json')}
          onChange={set}
        />
      </div>
      <JsonState text={text} onFormat={set}>
        <Button
          variant="ghost"
          size="compact"
          title="Replaces it by what later code, references and conditions read of this step"
          onClick={() => void startMock(payload.id, step.id)}
        >
          Start again
        </Button>
        <CopyLastResult flow={flow} step={step} payload={payload} />
      </JsonState>
    </div>
  );
}

function CopyLastResult({ flow, step, payload }: PayloadMockProps) {
  const hasResult = useRun(
    ({ current }) => current?.flow.id === flow.id && current.steps[step.id]?.result != null,
  );
  if (!hasResult) return null;
  return (
    <Button variant="ghost" size="compact" onClick={() => copyResultToMock(payload.id, step.id)}>
      Copy from last run
    </Button>
  );
}
