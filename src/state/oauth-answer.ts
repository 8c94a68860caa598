/** How the callback page and the application's tabs talk: no tab is the page's opener for sure. */
export const OAUTH_CHANNEL = 'code-connector:oauth';

/** What the page and the window of the provider tell one another. */
export type OAuthMessage =
  /** The provider came back with this. */
  | { readonly kind: 'answer'; readonly query: string }
  /** Nobody took the answer with this state: whoever waits has got a wrong one. */
  | { readonly kind: 'unclaimed'; readonly query: string }
  | { readonly kind: 'taken'; readonly state: string };

/** A wait for the provider's answer, which has to be stopped by whoever began it. */
export interface AnswerWait {
  readonly answer: Promise<URLSearchParams | 'wrong-state'>;
  readonly stop: () => void;
}

/** Waits for the answer with this state. */
export function waitForAnswer(state: string): AnswerWait {
  const channel = new BroadcastChannel(OAUTH_CHANNEL);
  const answer = new Promise<URLSearchParams | 'wrong-state'>((resolve) => {
    channel.addEventListener('message', ({ data }: MessageEvent<OAuthMessage>) => {
      if (data.kind === 'taken') return;
      const query = new URLSearchParams(data.query);
      if (query.get('state') === state) {
        channel.postMessage({ kind: 'taken', state } satisfies OAuthMessage);
        resolve(query);
      } else if (data.kind === 'unclaimed') resolve('wrong-state');
    });
  });
  return { answer, stop: () => channel.close() };
}
