import { askWorker, type Remote } from '@/lib/own-worker';
import { importKey, type Derivation } from '@/storage/secrets';
import type { DeriveKeyApi } from './derive-key.worker';

/** The key that a passphrase stands for. Takes about a second, in a worker. */
export async function deriveKey(passphrase: string, derivation: Derivation): Promise<CryptoKey> {
  const bytes = await askWorker(
    () => new Worker(new URL('./derive-key.worker.ts', import.meta.url), { type: 'module' }),
    (api: Remote<DeriveKeyApi>) => api.derive(passphrase, derivation),
  );
  return importKey(new Uint8Array(bytes));
}
