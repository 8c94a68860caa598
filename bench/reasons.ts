import type { Row } from './results';

/** What is known about goals that were missed; said only where one is. */
const REASONS: readonly (readonly [start: string, why: string])[] = [
  [
    'Click Run to painted result, 50 steps',
    '50 faces on the canvas change their state and are painted anew where 10 are.',
  ],
  [
    'Engine alone',
    'most of it is spent before the first step starts. A run is given a worker that nothing ran in before, the plan and the payload through two frames, and its results come back the same way; the bare worker has all of that behind it.',
  ],
  [
    'Cold page to usable canvas, 10 steps',
    'the page brings the step panel and the console along, reads the project from storage and checks it before it shows it; the bare page has its ten nodes in its code.',
  ],
  [
    '1 MB through ten steps, painted',
    'each step encodes its result as JSON and the next one decodes a copy of its own, so that no step can change what another got: twenty passes where the clone is one. Results that are only handed on could cross as they are; that is not done.',
  ],
  ['10 MB through ten steps, painted', 'as with 1 MB.'],
  ['1 MB through ten steps: longest', 'not looked into yet.'],
  ['10 MB through ten steps: longest', 'not looked into yet.'],
  ['100,000 log rows: longest', 'not looked into yet.'],
  [
    'Files before Monaco',
    'the checks that need a parser (acorn) and the step panel are fetched with the first page, before Monaco; results.json lists every file.',
  ],
];

/** The row with why its goal is missed, where it is and where that is known. */
export function withReason(row: Row): Row {
  const reason = REASONS.find(([start]) => row.name.startsWith(start))?.[1];
  return row.met || reason === undefined ? row : { ...row, note: reason };
}
