import type { ConnectionField } from '@/kinds/connections/connection-kind';
import { connectionFields } from '@/model/config-values';
import type { ConfigVar } from '@/model/project';
import type { SecretsState } from './secrets';

export interface MissingSecret {
  readonly configVar: ConfigVar;
  readonly field: ConnectionField;
}

/** The secret values that connections need and nobody has entered on this device. What is locked away is not missing. */
export function missingSecrets(
  configVars: readonly ConfigVar[],
  { entries, keptIds, vault }: SecretsState,
): readonly MissingSecret[] {
  return configVars.flatMap((configVar) =>
    configVar.connection === null || (vault.status === 'locked' && keptIds.includes(configVar.id))
      ? []
      : connectionFields(configVar.connection)
          .filter(({ isSecret, isRequired }) => isSecret && isRequired)
          .filter(({ key }) => (entries[configVar.id]?.fields[key] ?? '') === '')
          .map((field) => ({ configVar, field })),
  );
}
