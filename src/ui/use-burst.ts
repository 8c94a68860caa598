import { useRef } from 'react';

/** Typing with shorter pauses than this is one change to the person who typed. */
const PAUSE_MS = 800;

let bursts = 0;

/** Names the burst of typing that an event at `timeStamp` belongs to: an undo step of the document. */
export function useBurst(): (timeStamp: number) => string {
  const burst = useRef({ number: 0, at: Number.NEGATIVE_INFINITY });
  return (timeStamp) => {
    const { current } = burst;
    if (timeStamp - current.at > PAUSE_MS) {
      bursts += 1;
      current.number = bursts;
    }
    current.at = timeStamp;
    return `burst ${current.number}`;
  };
}
