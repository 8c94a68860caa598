import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';
import type { RunRecord } from '@/plan/run-record';
import { browserArguments, findBrowser } from './find-browser';
import { readPayload, type PayloadFile } from './flow-payload';
import { reportText } from './flow-report';
import { buildWhenStale, DIST } from './fresh-build';
import { readProjectText } from './project-text';
import { serveDist } from './serve-dist';

const USAGE = `Usage: npm run -s flow -- run <project file, integration YAML or example name>
  --flow NAME       the flow to run; else the project's first
  --payload FILE    a request (method, contentType, headers, queryParameters, pathFragment, body),
                    a captured one ({payload, contentType, headers}), or any file as the body
  --config FILE     values of config variables by name, as a JSON object
  --results FILE    results by step key, as a JSON object: these steps are not executed
  --network MODE    blocked, mocked or live
  --json            print the run's record as JSON and nothing else
Exit code: 0 succeeded; 1 failed, timed out or stopped; 2 could not start.`;

const NETWORK_MODES = ['blocked', 'mocked', 'live'];

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}

async function main(given: readonly string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args: [...given],
    allowPositionals: true,
    options: {
      flow: { type: 'string' },
      payload: { type: 'string' },
      config: { type: 'string' },
      results: { type: 'string' },
      network: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  const [command, project, ...rest] = positionals;
  if (command !== 'run' || project === undefined || rest.length > 0) throw new Error(USAGE);
  if (values.network !== undefined && !NETWORK_MODES.includes(values.network)) {
    throw new Error(`--network is "${values.network}". Choose blocked, mocked or live.`);
  }
  const text = await readProjectText(project, fromCaller(project));
  const request: FlowRequest = {
    ...(values.flow === undefined ? {} : { flow: values.flow }),
    ...(values.network === undefined ? {} : { network: values.network }),
    ...(values.payload === undefined
      ? {}
      : { payload: await readPayload(fromCaller(values.payload)) }),
    ...(values.config === undefined
      ? {}
      : { configVars: await readObject(fromCaller(values.config)) }),
    ...(values.results === undefined
      ? {}
      : { results: await readObject(fromCaller(values.results)) }),
  };
  const record = await runInBrowser(text, request);
  process.stdout.write(
    values.json ? `${JSON.stringify(record, null, 2)}\n` : `${reportText(record)}\n`,
  );
  return record.status === 'succeeded' ? 0 : 1;
}

/** npm runs scripts in the project's folder; a path is meant from where the person is. */
function fromCaller(path: string): string {
  return resolve(process.env['INIT_CWD'] ?? process.cwd(), path);
}

interface FlowRequest {
  readonly flow?: string;
  readonly network?: string;
  readonly payload?: PayloadFile;
  readonly configVars?: Readonly<Record<string, unknown>>;
  readonly results?: Readonly<Record<string, unknown>>;
}

async function runInBrowser(text: string, request: FlowRequest): Promise<RunRecord> {
  const executablePath = await findBrowser();
  await buildWhenStale();
  const server = await serveDist(DIST, { port: 0 });
  const browser = await chromium.launch({ executablePath, args: browserArguments() });
  try {
    const page = await browser.newPage({ serviceWorkers: 'block' });
    await page.goto(`http://127.0.0.1:${server.port}/`);
    return await runInPage(page, text, request);
  } finally {
    await browser.close();
    await server.close();
  }
}

type InPage =
  | { readonly ok: true; readonly record: RunRecord }
  | { readonly ok: false; readonly message: string; readonly problems: readonly string[] };

async function runInPage(page: Page, text: string, request: FlowRequest): Promise<RunRecord> {
  await page.waitForFunction(() => 'codeConnector' in window);
  const answer = await page.evaluate(
    async ({ text, request }): Promise<InPage> => {
      const { codeConnector } = window as unknown as { codeConnector: Automation };
      try {
        await codeConnector.open(text);
        const { payload, ...rest } = request;
        if (payload === undefined) return { ok: true, record: await codeConnector.run(rest) };
        const { bodyBase64, ...head } = payload;
        const body =
          bodyBase64 === undefined
            ? {}
            : { body: Uint8Array.from(atob(bodyBase64), (letter) => letter.charCodeAt(0)) };
        return {
          ok: true,
          record: await codeConnector.run({ ...rest, payload: { ...head, ...body } }),
        };
      } catch (error) {
        // A rejection of `open` and `run` carries its problems.
        const { message, problems = [] } = error as Error & {
          problems?: readonly { message: string }[];
        };
        return { ok: false, message, problems: problems.map((problem) => problem.message) };
      }
    },
    { text, request },
  );
  if (answer.ok) return answer.record;
  const further = answer.problems.filter((problem) => !answer.message.includes(problem));
  throw new Error([answer.message, ...further].join('\n'));
}

/** The part of `window.codeConnector` that is used here. */
interface Automation {
  readonly open: (text: string) => Promise<unknown>;
  readonly run: (request: unknown) => Promise<RunRecord>;
}

async function readObject(path: string): Promise<Readonly<Record<string, unknown>>> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new Error(`The file ${path} cannot be read.`, { cause: error });
  });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`${path} is not JSON: ${error instanceof Error ? error.message : ''}`, {
      cause: error,
    });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`${path} holds no JSON object. Write {"name": value, …}.`);
  }
  return value as Readonly<Record<string, unknown>>;
}
