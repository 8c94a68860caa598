import type { ConfigVar } from '@/model/project';
import { secretSlots, type SecretSlot } from '@/model/secret-inputs';
import type { SecretsState } from './secrets';

/** A value to be entered, and the connection that needs it. */
export interface MissingSecret extends SecretSlot {
  readonly configVar: ConfigVar;
}

/** The secret values that connections need and nobody has entered on this device. What is locked away is not missing. */
export function missingSecrets(
  configVars: readonly ConfigVar[],
  { entries, keptIds, vault }: SecretsState,
): readonly MissingSecret[] {
  return configVars.flatMap((configVar) =>
    configVar.connection === null || (vault.status === 'locked' && keptIds.includes(configVar.id))
      ? []
      : secretSlots(configVar.connection)
          // A header that has a name is to have a value.
          .filter(({ field }) => field.isRequired || field.type === 'keyvaluelist')
          .filter(({ key }) => (entries[configVar.id]?.fields[key] ?? '') === '')
          .map((slot) => ({ configVar, ...slot })),
  );
}
