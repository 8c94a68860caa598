import { useEffect, useState } from 'react';
import { durationText } from '@/lib/duration-text';

const TICK_MS = 100;
/** Shorter than this is over before it can be read. */
const QUIET_MS = 300;

/** The time since a moment (milliseconds since 1970), as it passes. */
export function Elapsed({ since }: { readonly since: number }) {
  const [now, setNow] = useState(since);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  const passed = now - since;
  return passed < QUIET_MS ? null : <> {durationText(passed)}</>;
}
