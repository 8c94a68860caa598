/**
 * The trusted outer frame's only script (same origin as the editor, its own CSP): makes the opaque inner frame and
 * passes the one port on.
 */
declare const BROKER_SOURCE: string;

let isUsed = false;

addEventListener('message', (event: MessageEvent) => {
  const [port] = event.ports;
  if (isUsed || event.source !== parent || event.origin !== location.origin || port === undefined)
    return;
  isUsed = true;
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.setAttribute('allow', '');
  frame.setAttribute('referrerpolicy', 'no-referrer');
  frame.srcdoc = `<!doctype html><meta charset="utf-8"><title>code sandbox</title><script>${BROKER_SOURCE}</script>`;
  frame.addEventListener(
    'load',
    () => {
      // An opaque origin has no name to address.
      frame.contentWindow?.postMessage('init', '*', [port]);
    },
    { once: true },
  );
  document.body.append(frame);
});
