import { OAUTH_CHANNEL, type OAuthMessage } from '@/state/oauth-answer';

/** How long the tab that waits may take to say that the answer is its own. */
const PATIENCE_MS = 2_000;

const status = document.querySelector('#status');
const query = location.search.length > 1 ? location.search : `?${location.hash.slice(1)}`;
const state = new URLSearchParams(query).get('state') ?? '';
const channel = new BroadcastChannel(OAUTH_CHANNEL);

// The code is good for one use; it need not stay in the history all the same.
history.replaceState(null, '', location.pathname);

const timer = setTimeout(() => {
  channel.postMessage({ kind: 'unclaimed', query } satisfies OAuthMessage);
  say(
    'No tab of Code Connector waits for this answer. Nothing was done with it. Close this window and connect again.',
  );
}, PATIENCE_MS);

channel.addEventListener('message', ({ data }: MessageEvent<OAuthMessage>) => {
  if (data.kind !== 'taken' || data.state !== state) return;
  clearTimeout(timer);
  say('Done. Go back to Code Connector; this window can be closed.');
  window.close();
});
channel.postMessage({ kind: 'answer', query } satisfies OAuthMessage);

function say(text: string): void {
  if (status !== null) status.textContent = text;
}
