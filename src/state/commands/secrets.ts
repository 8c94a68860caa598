import { notify } from '@/state/notices';
import { forgetAllSecrets } from '@/state/vault';

/** Forgets all secrets of all projects, and says so when nothing of them is left. */
export async function forgetSecrets(): Promise<void> {
  try {
    await forgetAllSecrets();
    notify({ kind: 'info', text: 'All secrets are forgotten, on this page and on this device.' });
  } catch (error) {
    const why = error instanceof Error ? error.message : 'the browser gave no reason';
    notify({
      kind: 'error',
      text: `The secrets are forgotten on this page. This browser did not erase what it kept: ${why}. Clear the site's data in the browser's settings.`,
    });
  }
}
