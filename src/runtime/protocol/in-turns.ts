/** What a port may have done at a stretch, in milliseconds. */
const MOST_MS = 8;

type Act = () => void;

/**
 * Does what it is given at once and in order, but so much at a stretch and no more: what comes beyond that waits for a
 * task of its own, so that a page that is sent thousands of messages comes to other things between them. Some browsers
 * hand over all that have arrived in one task.
 */
export function inTurns(
  later: (act: Act) => void = inOwnTask,
  now: () => number = () => performance.now(),
): (act: Act) => void {
  let waiting: Act[] = [];
  let spent = 0;
  let isResting = false;

  function run(act: Act): void {
    const from = now();
    try {
      act();
    } finally {
      spent += now() - from;
      if (spent >= MOST_MS) rest();
    }
  }

  function rest(): void {
    if (isResting) return;
    isResting = true;
    later(goOn);
  }

  function goOn(): void {
    isResting = false;
    spent = 0;
    const due = waiting;
    waiting = [];
    let done = 0;
    try {
      for (const act of due) {
        done += 1;
        run(act);
        if (spent >= MOST_MS) break;
      }
    } finally {
      // What came meanwhile came after these.
      waiting = [...due.slice(done), ...waiting];
      if (waiting.length > 0) rest();
    }
  }

  return (act) => {
    if (isResting) waiting.push(act);
    else run(act);
  };
}

const tasks: Act[] = [];
let opened: MessagePort | null = null;

/** No timer: those of a page in the background are held back. */
function inOwnTask(act: Act): void {
  opened ??= openTasks();
  tasks.push(act);
  opened.postMessage(null);
}

function openTasks(): MessagePort {
  const { port1, port2 } = new MessageChannel();
  port1.addEventListener('message', () => tasks.shift()?.());
  port1.start();
  return port2;
}
