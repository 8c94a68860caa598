import { useEffect, useState } from 'react';

/** True once the page has been drawn and has nothing better to do: the time for what nobody has asked for yet. */
export function useSettled(): boolean {
  const [isSettled, setSettled] = useState(false);
  useEffect(() => {
    const settle = () => setSettled(true);
    if (!('requestIdleCallback' in window)) {
      const timer = setTimeout(settle, 500);
      return () => clearTimeout(timer);
    }
    const idle = requestIdleCallback(settle, { timeout: 2000 });
    return () => cancelIdleCallback(idle);
  }, []);
  return isSettled;
}
