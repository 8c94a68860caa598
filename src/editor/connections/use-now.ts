import { useEffect, useState } from 'react';

/** The time, renewed every ten seconds while somebody looks at what depends on it. */
export function useNow(isRunning: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!isRunning) return undefined;
    const tick = (): void => setNow(Date.now());
    const first = setTimeout(tick, 0);
    const timer = setInterval(tick, 10_000);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [isRunning]);
  return now;
}

/** "Expires in 59 min (14:05)." */
export function expiryText(expiresAt: number, now: number): string {
  const clock = new Date(expiresAt).toLocaleString(undefined, {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  if (expiresAt <= now) return `Expired ${clock}.`;
  const minutes = Math.ceil((expiresAt - now) / 60_000);
  const span = minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
  return `Expires in ${span} (${clock}).`;
}
