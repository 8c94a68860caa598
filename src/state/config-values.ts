import { configValues, type SecretSource } from '@/model/config-values';
import type { ConfigVar } from '@/model/project';
import { readSecret, tokenOf, useSecrets } from './secrets';

const SECRETS: SecretSource = { read: readSecret, token: tokenOf };

let last: {
  readonly configVars: readonly ConfigVar[];
  readonly secrets: unknown;
  readonly values: Readonly<Record<string, unknown>>;
} | null = null;

/** The values that a run gets now, secrets filled in. The same object while nothing of it changes. */
export function currentConfigValues(
  configVars: readonly ConfigVar[],
): Readonly<Record<string, unknown>> {
  const secrets = useSecrets.getState().entries;
  if (last?.configVars !== configVars || last.secrets !== secrets) {
    last = { configVars, secrets, values: configValues(configVars, SECRETS) };
  }
  return last.values;
}
