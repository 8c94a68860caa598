import { ownWorker } from '@/lib/own-worker';
import { importKey, type Derivation } from '@/storage/secrets';
import type { DeriveKeyApi } from './derive-key.worker';

/** The key that a passphrase stands for. Takes about a second, in a worker. */
export async function deriveKey(passphrase: string, derivation: Derivation): Promise<CryptoKey> {
  const worker = ownWorker<DeriveKeyApi>(
    () => new Worker(new URL('./derive-key.worker.ts', import.meta.url), { type: 'module' }),
  );
  try {
    const bytes = await Promise.race([worker.api.derive(passphrase, derivation), worker.broken]);
    return await importKey(new Uint8Array(bytes));
  } finally {
    worker.dispose();
  }
}
