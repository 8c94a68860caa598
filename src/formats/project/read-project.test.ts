import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Project } from '@/model/project';
import { PROJECT_VERSION } from '@/model/project-version';
import { aFlow, aProject } from '@/testing/a-flow';
import { writeProject } from './project-file';
import { readProject } from './read-project';

const text = writeProject(aProject(aFlow().code('A').build()));

function refusal(file: string): string {
  const read = readProject(file);
  return read.ok ? 'was read' : read.error.map(({ message }) => message).join('\n');
}

function changed(
  change: (file: { version: number; project: Record<string, never> }) => void,
): string {
  const file = JSON.parse(text) as { version: number; project: Record<string, never> };
  change(file);
  return JSON.stringify(file);
}

describe('readProject', () => {
  it.each([true, false])('keeps whether runs fail at the platform’s limits: %s', (isOn) => {
    const project = { ...aProject(), failsAtPlatformLimits: isOn };
    const read = readProject(writeProject(project));
    expect(read.ok && read.value.failsAtPlatformLimits).toBe(isOn);
  });

  it('takes a file that does not say so as one that only warns', () => {
    const file = JSON.parse(text) as { project: Record<string, unknown> };
    delete file.project['failsAtPlatformLimits'];
    const read = readProject(JSON.stringify(file));
    expect(read.ok && read.value.failsAtPlatformLimits).toBe(false);
  });

  it('refuses a file cut short, with the line and column', () => {
    expect(refusal(text.slice(0, 400))).toMatch(/not valid JSON at line \d+, column \d+/);
  });

  it.each([
    ['an empty file', '', 'The file is empty.'],
    ['foreign JSON', '{"a":1}', 'no Code Connector project'],
    ['a list', '[1,2]', 'no Code Connector project'],
    ['10,000 levels', '['.repeat(10_000) + ']'.repeat(10_000), 'more than 500 levels deep'],
    ['50 MB', `"${'x'.repeat(50_000_000)}"`, 'projects of up to 40 MB'],
  ])('refuses %s', (_, file, words) => {
    expect(refusal(file)).toContain(words);
  });

  it('refuses a newer version', () => {
    expect(
      refusal(
        changed((file) => {
          file.version = 9;
        }),
      ),
    ).toContain('version 9');
  });

  it.each([
    [
      'project.flows[0].steps[0].name must be text',
      'flows',
      [{ ...first('flows'), steps: [{ ...step(), name: 5 }] }],
    ],
    ['project.name must be text', 'name', 7],
    ['project.flows must be a list', 'flows', {}],
    ['is the id of another step too', 'flows', [{ ...first('flows'), steps: [step(), step()] }]],
    ['cannot stand', 'flows', [{ ...first('flows'), edges: [{ id: 'e', from: 'x', to: 'y' }] }]],
  ])('says %s', (words, key, value) => {
    const file = JSON.parse(text) as { project: Record<string, unknown> };
    file.project[key] = value;
    expect(refusal(JSON.stringify(file))).toContain(words);
  });

  it('drops __proto__ and constructor keys', () => {
    const read = readProject(
      text.replace('"project": {', '"project": {"__proto__": {"polluted": 1}, "constructor": {},'),
    );
    expect(read.ok).toBe(true);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('keeps HTML and script in every text as text', () => {
    const html = '<img src=x onerror=alert(1)><script>1</script>';
    const project = { ...aProject(aFlow(html).code(html, html).build()), name: html };
    expect(readProject(writeProject(project))).toEqual({ ok: true, value: project });
  });

  it('reads a file of version 1, in which no step stands inside another', () => {
    const project = aProject(aFlow().code('A').build());
    const older = structuredClone(project) as unknown as { flows: { steps: object[] }[] };
    for (const flow of older.flows) {
      for (const step of flow.steps) {
        Reflect.deleteProperty(step, 'parent');
        Reflect.deleteProperty(step, 'errorHandling');
      }
    }
    const file = JSON.stringify({ format: 'code-connector-project', version: 1, project: older });
    expect(readProject(file)).toEqual({ ok: true, value: project });
  });

  it.each([
    ['of a step that is not there', { stepId: 'x', branch: null }],
    ['of a step that holds none', 'trigger'],
    ['in a circle', 'itself'],
  ])('refuses a place inside a step %s', (_, where) => {
    const project = aProject(aFlow().code('A').build());
    const [flow] = project.flows;
    const [trigger, step] = flow?.steps ?? [];
    if (flow === undefined || trigger === undefined || step === undefined) throw new Error('gone');
    const stepId = where === 'trigger' ? trigger.id : step.id;
    const parent = typeof where === 'string' ? { stepId, branch: null } : where;
    const steps = [trigger, { ...step, parent }];
    const damaged = { ...project, flows: [{ ...flow, edges: [], steps }] } as Project;
    const read = readProject(writeProject(damaged));
    expect(read.ok).toBe(false);
    expect(!read.ok && read.error[0]?.field).toContain('project.flows[0].steps[1].parent');
  });

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.jsonValue().map((value) =>
            JSON.stringify({
              format: 'code-connector-project',
              version: PROJECT_VERSION,
              project: value,
            }),
          ),
        ),
        (file) => {
          expect(typeof readProject(file).ok).toBe('boolean');
        },
      ),
      { numRuns: 300 },
    );
  });
});

function first(key: string): Record<string, unknown> {
  const { project } = JSON.parse(text) as { project: Record<string, Record<string, unknown>[]> };
  return project[key]?.[0] ?? {};
}

function step(): Record<string, unknown> {
  return (first('flows')['steps'] as Record<string, unknown>[])[0] ?? {};
}
