import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { NetworkMode } from '@/plan/network';
import type { ExternalModule } from '@/runtime/modules/required-modules';
import { dropModule, loadModule, saveModule } from '@/storage/modules';
import { database } from './database';

/**
 * A module that the application does not have: kept from an earlier run when its text is still what it was, else
 * downloaded, which only a live network allows.
 */
export async function externalModule(
  specifier: string,
  mode: NetworkMode,
): Promise<ExternalModule> {
  const kept = await keptModule(specifier);
  if (kept !== null) return { ok: true, text: kept };
  if (mode !== 'live') {
    return {
      ok: false,
      message: `It is not in the offline catalogue, and the network is ${mode}. Choose "Live" beside Run to download it from unpkg.com or jsdelivr.net.`,
    };
  }
  const { fetchModule } = await import('@/net/npm');
  const answer = await fetchModule(specifier);
  if (!answer.ok) return { ok: false, message: `It could not be downloaded: ${answer.message}.` };
  const { text, url } = answer;
  try {
    const module = { specifier, url, text, sha256: hashOf(text), storedAt: Date.now() };
    await saveModule(await database(), module);
  } catch {
    // Without storage it is downloaded again next time.
  }
  return { ok: true, text };
}

async function keptModule(specifier: string): Promise<string | null> {
  try {
    const opened = await database();
    const kept = await loadModule(opened, specifier);
    if (kept === undefined) return null;
    if (kept.sha256 === hashOf(kept.text)) return kept.text;
    await dropModule(opened, specifier);
  } catch {
    // No storage, nothing kept.
  }
  return null;
}

function hashOf(text: string): string {
  return bytesToHex(sha256(new TextEncoder().encode(text)));
}
