import type { Row } from './results';

/** What is known about goals that were missed; said only where one is. */
const REASONS: readonly (readonly [start: string, why: string])[] = [
  [
    'Click Run to painted result, 10 steps',
    'on the machine when it is quiet it is met (31.2 ms at aadf9e3, where one call of a bare worker took 0.09 ms). When that call takes twice as long, so does what stands before the first step; the build of then and the one of now, measured by turns in such an hour, took 47.0 and 47.4 ms.',
  ],
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
    'every step gets a copy of its own, so that none can change what another got: a result is looked through and written as JSON, and read by the next. For 10 MB that takes a processor 44 and 60 ms where one structured clone takes 130 (in Node on this machine), so each of the ten hands on at about the price of one clone; and each result crosses to the page besides, to be looked at. Three clones would be without copies.',
  ],
  ['10 MB through ten steps, painted', 'as with 1 MB.'],
  ['50 MB through ten steps, painted', 'as with 1 MB.'],
  [
    '1 MB through ten steps: longest',
    'what it is compared with is the pause of the same ten steps with next to nothing in them: ten faces and the rows of the console are painted. The page reads nothing of the megabyte.',
  ],
  [
    '10 MB through ten steps: longest',
    'a profile of the page shows no stretch of our code above 10 ms: the rest is the browser, which takes over each 10 MB from the process of the sandbox, on two processors that the sandbox keeps busy.',
  ],
  ['50 MB through ten steps: longest', 'as with 10 MB.'],
  [
    '100,000 log rows: longest',
    'by the browser’s trace the page works some 20 ms at a stretch: it draws the rows in sight (12 to 15 ms) and checks reports (8 ms at most before other things have their turn). The rest of a longer pause its thread waits for a processor: the sandbox computes and the browser paints on the same two. What it is compared with is a run that computes as long and logs one row.',
  ],
  [
    'Files before Monaco',
    'React with React Flow takes 133 KB, the font 47, the sandbox 28. The rest is the editor itself: the step panel, the console and what a run needs are fetched before Monaco, so that Run does not wait for it; results.json lists the files.',
  ],
];

/** The row with why its goal is missed, where it is and where that is known. */
export function withReason(row: Row): Row {
  const reason = REASONS.find(([start]) => row.name.startsWith(start))?.[1];
  return row.met || reason === undefined ? row : { ...row, note: reason };
}
