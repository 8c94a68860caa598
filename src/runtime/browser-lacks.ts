import type { Lack } from './protocol/messages';

const LACKS: Readonly<Record<Lack | 'frames' | 'channels', string>> = {
  workers: 'It starts no workers in a frame without an origin',
  evaluation: 'It does not let the sandbox evaluate code',
  frames: 'It has no sandboxed frames',
  channels: 'It has no message channels',
};

const REMEDY =
  'Update the browser, or switch off extensions that change pages; Chromium, Firefox and Safari of the last two years all do.';

/** A sentence for what the engine lacks, and what to do. There is no other way to run code, least of all a less safe one. */
export function lackText(lack: keyof typeof LACKS): string {
  // The name may come from the sandbox.
  const words = Object.hasOwn(LACKS, lack) ? LACKS[lack] : 'Something is missing';
  return `${words}, which the sandbox needs. ${REMEDY}`;
}

/** What the page can tell before any frame is made; null where all is there. */
export function findLack(): keyof typeof LACKS | null {
  if (typeof MessageChannel !== 'function') return 'channels';
  if (typeof Worker !== 'function') return 'workers';
  const { prototype } = HTMLIFrameElement;
  return 'srcdoc' in prototype && 'sandbox' in prototype ? null : 'frames';
}
