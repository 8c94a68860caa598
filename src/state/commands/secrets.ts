import type { ConfigVarId, StepId } from '@/lib/ids';
import type { Result } from '@/lib/result';
import { err } from '@/lib/result';
import { reasonOf } from '@/lib/reason-of';
import { useDocument } from '@/state/document';
import { notify } from '@/state/notices';
import { setFormlessSecret } from '@/state/secrets';
import {
  eraseVault,
  forgetAllSecrets,
  lock,
  removePassphrase,
  setPassphrase,
  unlock,
} from '@/state/vault';

/** Forgets all secrets of all projects, and says so when nothing of them is left. */
export async function forgetSecrets(): Promise<void> {
  try {
    await forgetAllSecrets();
    notify({ kind: 'info', text: 'All secrets are forgotten, on this page and on this device.' });
  } catch (error) {
    notify({
      kind: 'error',
      text: `The secrets are forgotten on this page. This browser did not erase what it kept: ${reasonOf(error)}. Clear the site's data in the browser's settings.`,
    });
  }
}

/** Sets a secret of a step of the open project; an empty one is none. */
export function setStepSecret(id: StepId, inputKey: string, value: string): void {
  const { project } = useDocument.getState();
  // Secrets of steps lie beside those of connections: ids are unlike each other.
  if (project !== null) setFormlessSecret(id as string as ConfigVarId, project.id, inputKey, value);
}

/** Forgets the key and what it opened, here and in other tabs, until the passphrase is entered again. */
export function lockSecrets(): void {
  lock();
}

/** Opens what the passphrase seals. The error is for people: a wrong passphrase, or damage. */
export async function unlockSecrets(passphrase: string): Promise<Result<null, string>> {
  return explained(unlock(passphrase));
}

/** Seals what is kept anew by a passphrase, and locks it when nobody has touched the page for `idleMs`. */
export async function protectByPassphrase(
  passphrase: string,
  idleMs: number,
): Promise<Result<null, string>> {
  return explained(setPassphrase(passphrase, idleMs));
}

/** Seals what is kept by a key of this device again. */
export async function stopUsingPassphrase(): Promise<void> {
  await told(removePassphrase());
}

/** Erases all kept secrets and their key, for good: what is left where the passphrase is forgotten. */
export async function eraseKept(): Promise<void> {
  await told(eraseVault());
}

async function explained(work: Promise<Result<null, string>>): Promise<Result<null, string>> {
  try {
    return await work;
  } catch (error) {
    return err(`This did not work: ${reasonOf(error)}. Nothing was changed.`);
  }
}

async function told(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    notify({ kind: 'error', text: `The secrets were not changed: ${reasonOf(error)}.` });
  }
}
