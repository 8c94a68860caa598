import { askWorker, type Remote } from '@/lib/own-worker';
import { fillSecrets, secretId, type Secret } from '@/plan/kept-secrets';
import { createRedactor, type Redactor } from '@/plan/redact';
import { redactEvent, weighEvent } from '@/plan/redact-event';
import type { RunEvent } from '@/plan/run';
import { useDocument } from './document';
import type { RedactApi } from './redact.worker';
import { useSecrets, type SecretsState } from './secrets';

/** Above this an event is masked in a worker. */
const MOST_HERE = 1024 * 1024;
/** Members of a provider's answer that are secrets; the others say what kind of token it is. */
const TOKEN_KEY = /token|secret|key|code|password|assertion|session/i;
const NO_TOKEN_KEY = /type|url|uri|endpoint|expires/i;

/** Headers of a connection whose values stand in every second log and open nothing. */
const ORDINARY_HEADER =
  /^headers\/(accept|accept-(charset|encoding|language)|cache-control|content-(encoding|language|type)|origin|pragma|referer|user-agent)(\/\d+)?$/i;

let made: { readonly entries: SecretsState['entries']; readonly redactor: Redactor | null } | null =
  null;

/** Every secret value there is, tokens too. */
export function secretValues(entries = useSecrets.getState().entries): readonly Secret[] {
  return Object.entries(entries).flatMap(([owner, { fields, token }]) => [
    ...Object.entries(fields)
      .filter(([key]) => !isOrdinaryHeader(key))
      .map(([key, value]) => ({ value, id: secretId(owner, key), ...userOf(owner) })),
    // A simulated token opens nothing, and is to be seen for what it is.
    ...(token === null || token.meta.from === 'simulated' ? [] : tokenSecrets(token.value)).map(
      ([path, value]) => ({ value, id: secretId(owner, `token${path}`) }),
    ),
  ]);
}

/** A value of a kept record, for code: with the secrets of now in the places where they stood. */
export function withSecrets(value: unknown): unknown {
  const secrets = new Map(secretValues().map((secret) => [secret.id, secret]));
  return fillSecrets(value, (id) => secrets.get(id) ?? null);
}

/** A kept text for a person to see and edit: secrets by reference, which `withSecrets` fills again. */
export function withReferences(text: string): string {
  return currentRedactor()?.kept(text) ?? text;
}

/** The user of a connection's Basic credentials, which the document holds. */
function userOf(owner: string): Pick<Secret, 'user'> {
  const configVars = useDocument.getState().project?.configVars ?? [];
  const user = configVars.find(({ id }) => id === owner)?.connection?.inputs['username'];
  return typeof user === 'string' && user !== '' ? { user } : {};
}

/** Masks the secrets of now; null where there are none. */
export function currentRedactor(): Redactor | null {
  const { entries } = useSecrets.getState();
  if (made?.entries !== entries)
    made = { entries, redactor: createRedactor(secretValues(entries)) };
  return made.redactor;
}

/** A text for people without the secrets in it. */
export function withoutSecrets(text: string): string {
  return currentRedactor()?.text(text) ?? text;
}

/** Hands on what a run says without the secrets in it, in the same order. */
export function redacting(
  secrets: readonly Secret[],
  handOn: (event: RunEvent) => void,
): {
  readonly add: (event: RunEvent) => void;
  /** Resolves when all events so far are handed on. */
  readonly settled: () => Promise<void>;
} {
  const redactor = createRedactor(secrets);
  if (redactor === null) return { add: handOn, settled: async () => undefined };
  let waiting = 0;
  let turn: Promise<void> = Promise.resolve();
  const later = async (event: RunEvent): Promise<void> => {
    handOn(
      weighEvent(event) <= MOST_HERE
        ? redactEvent(redactor, event)
        : await redactInWorker(secrets, event),
    );
    waiting -= 1;
  };
  return {
    add: (event) => {
      if (waiting === 0 && weighEvent(event) <= MOST_HERE) {
        handOn(redactEvent(redactor, event));
        return;
      }
      waiting += 1;
      turn = turn.then(async () => later(event));
    },
    settled: async () => turn,
  };
}

function isOrdinaryHeader(fieldKey: string): boolean {
  return ORDINARY_HEADER.test(fieldKey);
}

async function redactInWorker(secrets: readonly Secret[], event: RunEvent): Promise<RunEvent> {
  try {
    return await askWorker(
      () => new Worker(new URL('./redact.worker.ts', import.meta.url), { type: 'module' }),
      async (api: Remote<RedactApi>): Promise<RunEvent> => api.redact(secrets, event),
    );
  } catch {
    // Shown unmasked it must not be: without its worker it takes its time here.
    const redactor = createRedactor(secrets);
    return redactor === null ? event : redactEvent(redactor, event);
  }
}

/** By the path within the answer. */
function tokenSecrets(
  value: unknown,
  key = '',
  path = '',
): readonly (readonly [path: string, value: string])[] {
  if (typeof value === 'string')
    return TOKEN_KEY.test(key) && !NO_TOKEN_KEY.test(key) ? [[path, value]] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) =>
    tokenSecrets(item, name, `${path}/${name}`),
  );
}
