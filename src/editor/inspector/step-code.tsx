import { codeOf } from '@/kinds';
import { useCallback, useEffect, useId, useMemo, useRef } from 'react';
import type { editor } from 'monaco-editor/editor';
import type { Flow, Step } from '@/model/project';
import { declaredTypes } from '@/model/declared-types';
import { useDocument } from '@/state/document';
import { useSession, type Reveal } from '@/state/session';
import type * as MonacoModule from '@/ui/code-editor/monaco';
import { PlainEditor } from '@/ui/code-editor/plain-editor';
import { useMonaco } from '@/ui/code-editor/use-monaco';
import { LinkButton } from '@/ui/link-button';
import { useMedia } from '@/ui/use-media';
import { setStepCode } from '@/state/commands/steps';
import { watchHints } from './code-hints';
import { stepModels } from './step-models';
import { useCodeMarks } from './use-code-marks';
import styles from './step-panel.module.css';

interface StepCodeProps {
  readonly flow: Flow;
  readonly step: Step;
}

/** The step's code: Monaco, or a plain field where Monaco is known not to work. */
export function StepCode({ flow, step }: StepCodeProps) {
  // Monaco does not work with the keyboards of phones.
  const isNarrow = useMedia('(max-width: 639px)');
  const monaco = useMonaco();
  if (isNarrow) return <PlainCode step={step} />;
  if (monaco.status === 'ready') {
    return <MonacoCode module={monaco.module} flow={flow} step={step} />;
  }
  return (
    <div className={styles.codeBox}>
      {monaco.status === 'failed' && (
        <p role="alert" className={styles.codeNotice}>
          The code editor could not be loaded; this is a plain field instead. Check the connection.{' '}
          <LinkButton onClick={monaco.retry}>Try again</LinkButton>
        </p>
      )}
      <PlainCode step={step} isReadOnly={monaco.status === 'loading'} />
    </div>
  );
}

interface MonacoCodeProps extends StepCodeProps {
  readonly module: typeof MonacoModule;
}

function MonacoCode({ module, flow, step }: MonacoCodeProps) {
  const { TextEditor } = module;
  const hintId = useId();
  const isReadOnly = useDocument(({ saved }) => saved.status === 'read-only');
  const model = stepModels.open(module, step.id, 'javascript');
  const editorRef = useRef<editor.IStandaloneCodeEditor | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const project = useDocument((state) => state.project);
  const types = useMemo(() => declaredTypes(flow, step.id, project), [flow, step.id, project]);
  const reveal = useSession((session) => session.reveal);
  useCodeMarks(module, model, step);

  useEffect(() => {
    module.setAmbientTypes(types);
    return box.current === null ? undefined : watchHints(module, model, box.current);
  }, [module, model, types]);

  useEffect(() => {
    if (editorRef.current !== null && reveal?.stepId === step.id) show(editorRef.current, reveal);
  }, [reveal, step.id]);

  const onMount = useCallback((created: editor.IStandaloneCodeEditor) => {
    editorRef.current = created;
    const pending = useSession.getState().reveal;
    if (pending !== null && pending.stepId === useSession.getState().openStepId) {
      show(created, pending);
    }
    return () => {
      editorRef.current = null;
    };
  }, []);

  return (
    <div ref={box} className={styles.codeBox}>
      <TextEditor
        label={`Code of ${step.name}`}
        describedBy={hintId}
        model={model}
        isReadOnly={isReadOnly}
        onMount={onMount}
      />
      <p id={hintId} className={styles.codeFoot}>
        <kbd>Ctrl+M</kbd> makes Tab leave the editor
      </p>
    </div>
  );
}

/** Each request is answered once: coming back to the step later must not move the cursor again. */
let lastShown = -1;

function show(instance: editor.IStandaloneCodeEditor, place: Reveal): void {
  if (lastShown === place.token) return;
  lastShown = place.token;
  instance.setPosition({ lineNumber: place.line, column: place.column });
  instance.revealLineInCenter(place.line);
  instance.focus();
}

function PlainCode({ step, isReadOnly = false }: { step: Step; isReadOnly?: boolean }) {
  const isShared = useDocument(({ saved }) => saved.status === 'read-only');
  const reveal = useSession((session) => session.reveal);
  const isHere = reveal?.stepId === step.id;
  return (
    <PlainEditor
      label={`Code of ${step.name}`}
      text={codeOf(step) ?? ''}
      isReadOnly={isReadOnly || isShared}
      onChange={(code, gesture) => setStepCode(step.id, code, gesture)}
      {...(isHere ? { reveal } : {})}
    />
  );
}
