import { create } from 'zustand';
import { maskedValues } from '@/model/masked-fields';
import type { Project } from '@/model/project';
import { createRedactor, type Redactor } from '@/plan/redact';
import { redactRun } from '@/plan/redact-event';
import type { RunState } from '@/plan/run';
import { useDocument } from './document';
import { secretValues } from './redaction';
import { useRun, type RanWith } from './run';
import { useSecrets } from './secrets';
import { useSession } from './session';

/** Masks what others must not see, also what the document holds openly. Null while nobody looks on. */
export const usePresenting = create<{ readonly redactor: Redactor | null }>()(() => ({
  redactor: null,
}));

/** The run as it is; the store holds it as it is shown. */
let actual: RunState | null = null;
/** What is masked now, to tell whether it is other than before. */
let values = '';
let known = new WeakMap<object, object>();

/** Puts a run on show, masked while others look on. With what it ran with, where it is another one. */
export function showRun(run: RunState | null, ranWith?: RanWith | null): void {
  actual = run;
  useRun.setState({ current: shown(), ...(ranWith === undefined ? {} : { ranWith }) });
}

/** Keeps the screen covered from now on, whatever is marked, entered or run. Called once, at start. */
export function watchPresenting(): void {
  for (const store of [useSession, useDocument, useSecrets]) store.subscribe(cover);
}

function cover(): void {
  const { isPresenting } = useSession.getState();
  const { project } = useDocument.getState();
  const secrets = isPresenting ? [...marked(project), ...secretValues()] : [];
  const next = JSON.stringify(secrets);
  if (next === values) return;
  values = next;
  known = new WeakMap();
  usePresenting.setState({ redactor: createRedactor(secrets) });
  useRun.setState({ current: shown() });
}

function marked(project: Project | null) {
  const payloads = project?.flows.flatMap((flow) => flow.payloads) ?? [];
  return payloads.flatMap(maskedValues).map((value) => ({ value, id: null }));
}

function shown(): RunState | null {
  const { redactor } = usePresenting.getState();
  return redactor === null || actual === null ? actual : redactRun(redactor, actual, known);
}
