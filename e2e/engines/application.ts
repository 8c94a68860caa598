import type { RunRequest } from '@/app/run-request';
import { projectFile, type CodeStep } from '../project-file';
import { until, type Engine } from './engine';

/** The application in any engine, by its automation interface and by what is on the page. */

/** The parts of a run's record that checks look at: short, however much was logged. */
export interface Outcome {
  readonly status: string;
  readonly error: { code?: string; message: string; line?: number; column?: number } | null;
  /** How long they are, where they are long. */
  readonly results: unknown;
  readonly response: { statusCode: number; body: string } | null;
  readonly logs: { count: number; first: string; last: string };
  /** How often the page came to do something else while the flow ran. */
  readonly turns: number;
}

const TRIGGER = 'module.exports = async (context, payload) => ({ payload: payload.body.data });';

/** The text of a code block with that body. */
export const action = (body: string): string =>
  `module.exports = async (context, stepResults) => {\n${body}\n};`;

/** A project of a trigger and one step. */
export function project(code: string): string {
  const steps: CodeStep[] = [
    { name: 'T', code: TRIGGER },
    { name: 'Step', code },
  ];
  return projectFile('Engines', steps, '{"a":1}');
}

/** Opens the application and waits until it runs flows. */
export async function openApplication(engine: Engine, home: string): Promise<void> {
  await engine.open(home);
  await until(
    'The sandbox is ready',
    () => engine.evaluate(() => document.body.innerText, null),
    (text) => text.includes('Sandbox ready'),
  );
}

/** Opens it as somebody does who was never here: what is kept of the visits before is gone. */
export async function openFirstVisit(engine: Engine, home: string): Promise<void> {
  // A navigation on top of one that has not ended is an error in Firefox.
  await openApplication(engine, home);
  await engine.evaluate(async () => {
    localStorage.clear();
    const request = indexedDB.deleteDatabase('code-connector');
    await new Promise((resolve, reject) => {
      request.addEventListener('success', resolve);
      request.addEventListener('error', () => reject(request.error ?? new Error('delete')));
    });
  }, null);
  await openApplication(engine, home);
}

/** The same as `openApplication`, and waits until what is loaded at leisure or at the first run is there: from then on the page has no work of its own. */
export async function openAtRest(engine: Engine, home: string): Promise<void> {
  await openApplication(engine, home);
  await until(
    'The code editor is loaded',
    () => engine.evaluate(() => 'MonacoEnvironment' in window, null),
    Boolean,
  );
  await expectNextRun(engine);
}

/** Opens a project's text in the page. */
export async function openProject(engine: Engine, text: string): Promise<void> {
  await engine.evaluate(async (file) => {
    await window.codeConnector.open(file);
  }, text);
}

/**
 * Runs the open project by the automation interface. Results and logs are those of the step with the key, that of
 * `project` unless another is named; they are null and none where it never started.
 */
export async function runOpen(
  engine: Engine,
  request: RunRequest = {},
  stepKey = 'step',
): Promise<Outcome> {
  return engine.evaluate(
    async ([given, wanted]) => {
      let turns = 0;
      const watch = setInterval(() => {
        turns += 1;
      }, 10);
      const record = await window.codeConnector.run(given);
      clearInterval(watch);
      const step = record.steps.find(({ key }) => key === wanted);
      const logs = step?.logs ?? [];
      const length = JSON.stringify(step?.results ?? null).length;
      return {
        status: record.status,
        error: record.error ?? null,
        results: length > 100_000 ? `${length} characters` : (step?.results ?? null),
        response: record.response,
        logs: {
          count: logs.length,
          first: logs[0]?.message ?? '',
          last: logs.at(-1)?.message ?? '',
        },
        turns,
      };
    },
    [request, stepKey] as const,
  );
}

/** Runs code as the one step behind a trigger. */
export async function runCode(
  engine: Engine,
  code: string,
  request: RunRequest = {},
): Promise<Outcome> {
  await openProject(engine, project(code));
  return runOpen(engine, request);
}

/** The text of the run console. */
export async function consoleText(engine: Engine): Promise<string> {
  return engine.evaluate(
    () => document.querySelector<HTMLElement>('[aria-label="Run console"]')?.innerText ?? '',
    null,
  );
}

/** Waits until the run console shows that. */
export async function consoleShows(engine: Engine, what: RegExp): Promise<void> {
  await until(
    `The console shows ${what.source}`,
    () => consoleText(engine),
    (text) => what.test(text),
  );
}

/** The next run works: what a check ends with after it did harm. */
export async function expectNextRun(engine: Engine): Promise<void> {
  const next = await runCode(engine, action("return { data: 'again' };"));
  if (next.results !== 'again') {
    throw new Error(`The next run did not work: ${JSON.stringify(next)}`);
  }
}
