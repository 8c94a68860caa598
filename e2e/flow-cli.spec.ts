import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { projectFile } from './project-file';

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function flow(...given: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile('npm', ['run', '-s', 'flow', '--', ...given], (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

test.describe('npm run flow', () => {
  let folder = '';
  test.beforeEach(async () => {
    // Each starts a browser of its own.
    test.slow();
    folder = await mkdtemp(join(tmpdir(), 'flow-'));
  });
  test.afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  const file = async (name: string, text: string) => {
    const path = join(folder, name);
    await writeFile(path, text);
    return path;
  };

  test('prints one record of an example and nothing else', async () => {
    const { code, stdout } = await flow('run', 'github-push', '--json');
    expect(code).toBe(0);
    const record = JSON.parse(stdout) as { status: string; steps: { key: string }[] };
    expect(record.status).toBe('succeeded');
    expect(record.steps.map(({ key }) => key)).toEqual([
      'receivePush',
      'listChangedFiles',
      'chooseServices',
      'composeMessage',
    ]);
  });

  test('runs an integration’s YAML', async () => {
    const payload = await file('body.json', '{"parcels":[{"kg":3},{"kg":40}]}');
    const integration = 'src/formats/prismatic/fixtures/parcel-quotes.yaml';
    const { code, stdout } = await flow('run', integration, '--payload', payload, '--json');
    expect(code).toBe(0);
    const record = JSON.parse(stdout) as { steps: { key: string; results: unknown }[] };
    expect(record.steps[1]).toMatchObject({ key: 'weighParcels', results: [{ kg: 3 }] });
  });

  test('runs a project file with a payload, config values and given results', async () => {
    const project = await file(
      'project.json',
      projectFile('Mine', [
        {
          name: 'Trigger',
          code: 'module.exports = async ({ configVars }, payload) => ({ payload: { body: payload.body.data, greeting: configVars.Greeting } });',
        },
        { name: 'Skip Me', code: 'module.exports = async () => { throw new Error("ran"); };' },
        { name: 'Last', code: 'module.exports = async (context, results) => ({ data: results });' },
      ]),
    );
    const payload = await file('body.csv', 'a,b\n1,2');
    const config = await file('config.json', '{"Greeting":"hello"}');
    const results = await file('results.json', '{"skipMe":{"given":true}}');
    const { code, stdout } = await flow(
      'run',
      project,
      '--payload',
      payload,
      '--config',
      config,
      '--results',
      results,
      '--json',
    );
    expect(code).toBe(0);
    const record = JSON.parse(stdout) as { steps: { status: string; results: unknown }[] };
    expect(record.steps[1]).toMatchObject({ status: 'pinned', results: { given: true } });
    expect(record.steps[2]).toMatchObject({
      results: {
        trigger: { results: { body: 'a,b\n1,2', greeting: 'hello' } },
        skipMe: { results: { given: true } },
      },
    });
  });

  test('ends with 1 where the flow fails', async () => {
    const project = await file(
      'project.json',
      projectFile('Fails', [{ name: 'Trigger', code: 'module.exports = async () => nothing;' }]),
    );
    const { code, stdout } = await flow('run', project, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      status: 'failed',
      error: { name: 'ReferenceError', step: 'trigger', line: 1 },
    });
  });

  test('ends with 2 where it cannot start, and says why', async () => {
    const { code, stdout, stderr } = await flow('run', 'no-such-example', '--json');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('The examples are echo, github-push');
    const broken = await flow('run', await file('broken.json', '{"format":'), '--json');
    expect(broken.code).toBe(2);
    expect(broken.stderr).toContain('JSON');
    const noFlow = await flow('run', 'echo', '--flow', 'Nope');
    expect(noFlow.code).toBe(2);
    expect(noFlow.stderr).toContain('Nope');
  });
});
