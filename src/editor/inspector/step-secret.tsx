import type { ConfigVarId, StepId } from '@/lib/ids';
import { setStepSecret } from '@/state/commands/secrets';
import { useSecrets } from '@/state/secrets';
import { useSession } from '@/state/session';
import { Field } from '@/ui/field';
import { SecretInput } from '@/ui/secret-input';

interface StepSecretProps {
  readonly stepId: StepId;
  readonly inputKey: string;
}

/** An input whose value lies apart from the project, with the secrets of connections. */
export function StepSecret({ stepId, inputKey }: StepSecretProps) {
  // Secrets of steps lie beside those of connections: ids are unlike each other.
  const owner = stepId as string as ConfigVarId;
  const value = useSecrets(({ entries }) => {
    const fields = entries[owner]?.fields;
    return fields !== undefined && Object.hasOwn(fields, inputKey) ? fields[inputKey] : undefined;
  });
  const isLocked = useSecrets(
    ({ keptIds, vault }) => vault.status === 'locked' && keptIds.includes(owner),
  );
  const isPresenting = useSession((session) => session.isPresenting);
  return (
    <Field
      label={inputKey}
      help={
        isLocked
          ? 'Its value is locked with the other secrets.'
          : 'Kept apart from the project; Secrets says for how long. An export writes it only where that is asked for.'
      }
    >
      {(control) => (
        <SecretInput
          control={control}
          label={inputKey}
          value={value ?? ''}
          isCovered={isPresenting}
          onChange={(next) => setStepSecret(stepId, inputKey, next)}
        />
      )}
    </Field>
  );
}
