import { Unlink } from 'lucide-react';
import type { EdgeId, StepId } from '@/lib/ids';
import { branchesOf, codeOf, stepKinds } from '@/kinds';
import { containersOf, stepsInside } from '@/model/graph';
import type { Flow, Step } from '@/model/project';
import { openStep } from '@/state/commands/selection';
import { deleteEdges, setStepDescription, setStepTimeout } from '@/state/commands/steps';
import { Field } from '@/ui/field';
import { IconButton } from '@/ui/icon-button';
import { LinkButton } from '@/ui/link-button';
import { TextArea } from '@/ui/text-area';
import { TextInput } from '@/ui/text-input';
import { useBurst } from '@/ui/use-burst';
import { useDraft } from '@/ui/use-draft';
import { ErrorHandlingForm } from './error-handling-form';
import styles from './step-panel.module.css';

interface SettingsTabProps {
  readonly flow: Flow;
  readonly step: Step;
}

/** What else there is to say of a step: its time-out, what it is for, what it stands between. */
export function SettingsTab({ flow, step }: SettingsTabProps) {
  const kind = stepKinds[step.kind];
  const before = flow.edges
    .filter(({ to }) => to === step.id)
    .map(({ id, from }) => ({ id, stepId: from }));
  const after = flow.edges
    .filter(({ from }) => from === step.id)
    .map(({ id, to }) => ({ id, stepId: to }));
  return (
    <div className={styles.settings}>
      <dl className={styles.facts}>
        <dt>Kind</dt>
        <dd>
          {kind.label}. {kind.description}.
        </dd>
        {step.parent !== null && <PlaceInside flow={flow} step={step} />}
        {step.parent === null && (
          <>
            <dt>Runs after</dt>
            <dd>
              <StepLinks
                flow={flow}
                links={before}
                none={
                  kind.role === 'trigger'
                    ? 'Nothing: it starts the flow.'
                    : 'Nothing: it is not connected and does not run.'
                }
              />
            </dd>
            <dt>Runs before</dt>
            <dd>
              <StepLinks flow={flow} links={after} none="Nothing: no step waits for it." />
            </dd>
          </>
        )}
      </dl>
      {codeOf(step) !== null && <TimeoutField step={step} />}
      {kind.role === 'action' && <ErrorHandlingForm step={step} />}
      <DescriptionField step={step} />
    </div>
  );
}

/** Inside a container steps run one after another; the drawing and the outline move them. */
function PlaceInside({ flow, step }: SettingsTabProps) {
  const [container] = containersOf(flow, step);
  if (container === undefined || step.parent === null) return null;
  const { branch } = step.parent;
  const siblings = stepsInside(flow, step.parent);
  const at = siblings.findIndex(({ id }) => id === step.id);
  const name = branchesOf(container).find(({ id }) => id === branch)?.name;
  return (
    <>
      <dt>Stands in</dt>
      <dd>
        <LinkButton onClick={() => openStep(container.id)}>{container.name}</LinkButton>
        {name === undefined ? '' : `, branch “${name}”`}, step {at + 1} of {siblings.length}
      </dd>
    </>
  );
}

interface StepLinksProps {
  readonly flow: Flow;
  readonly links: readonly { readonly id: EdgeId; readonly stepId: StepId }[];
  readonly none: string;
}

function StepLinks({ flow, links, none }: StepLinksProps) {
  if (links.length === 0) return <span className={styles.muted}>{none}</span>;
  return (
    <ul className={styles.links}>
      {links.map(({ id, stepId }) => {
        const name = flow.steps.find((other) => other.id === stepId)?.name ?? '';
        return (
          <li key={id}>
            <LinkButton onClick={() => openStep(stepId)}>{name}</LinkButton>
            <IconButton
              label={`Delete connection with ${name}`}
              icon={Unlink}
              size="small"
              onClick={() => deleteEdges([id])}
            />
          </li>
        );
      })}
    </ul>
  );
}

function DescriptionField({ step }: { readonly step: Step }) {
  const burst = useBurst();
  return (
    <Field label="Description" help="For people who read the flow. It changes nothing in a run.">
      {(control) => (
        <TextArea
          {...control}
          spellCheck
          rows={4}
          value={step.description}
          onChange={(event) =>
            setStepDescription(step.id, event.target.value, burst(event.timeStamp))
          }
        />
      )}
    </Field>
  );
}

const LEAST_SECONDS = 1;
const MOST_SECONDS = 900;

function TimeoutField({ step }: { readonly step: Step }) {
  const stored = step.timeoutMs === null ? '' : String(step.timeoutMs / 1000);
  const commit = (text: string) => {
    const seconds = parseSeconds(text);
    if (seconds.isValid) setStepTimeout(step.id, seconds.ms);
  };
  const draft = useDraft(stored, commit, {
    isAllowed: (text) => parseSeconds(text).isValid,
    takesEmpty: true,
  });
  return (
    <Field
      label="Time-out in seconds"
      help="From 1 second to 15 minutes (900). Empty for 30 seconds."
      error={
        parseSeconds(draft.value).isValid
          ? null
          : 'This is not a number from 1 to 900. Type seconds.'
      }
    >
      {(control) => <TextInput {...control} inputMode="decimal" placeholder="30" {...draft} />}
    </Field>
  );
}

type Seconds = { readonly isValid: true; readonly ms: number | null } | { readonly isValid: false };

function parseSeconds(text: string): Seconds {
  const trimmed = text.trim().replace(',', '.');
  if (trimmed === '') return { isValid: true, ms: null };
  const seconds = /^\d+(\.\d{1,3})?$/u.test(trimmed) ? Number(trimmed) : NaN;
  if (!(seconds >= LEAST_SECONDS && seconds <= MOST_SECONDS)) return { isValid: false };
  return { isValid: true, ms: Math.round(seconds * 1000) };
}
