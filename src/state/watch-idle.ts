import { idleLockMs, lock } from './vault';

/** Locks when nobody has touched the page for as long as the passphrase's settings say. */
export function watchIdle(): () => void {
  let last = Date.now();
  const touch = (): void => {
    last = Date.now();
  };
  const timer = setInterval(() => {
    const most = idleLockMs();
    if (most !== null && Date.now() - last >= most) lock();
  }, 1_000);
  const events = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;
  for (const event of events) addEventListener(event, touch, { passive: true, capture: true });
  return () => {
    clearInterval(timer);
    for (const event of events) removeEventListener(event, touch, { capture: true });
  };
}
