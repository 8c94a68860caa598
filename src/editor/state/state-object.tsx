import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { byteText } from '@/lib/byte-text';
import { EMPTY_STATE } from '@/plan/state';
import { clearKeptState, setKeptState } from '@/state/commands/kept-state';
import { useDocument } from '@/state/document';
import { usePresenting } from '@/state/presenting';
import { stateText, type KeptState, type StateScope } from '@/state/kept-state';
import { Button } from '@/ui/button';
import { PlainEditor } from '@/ui/code-editor/plain-editor';
import { StatusIcon } from '@/ui/status-icon';
import { TextPreview } from '@/ui/value-view/text-preview';
import { readStateText } from './read-state-text';
import styles from './state-view.module.css';

const WORDS: Readonly<Record<StateScope['name'], readonly [label: string, words: string]>> = {
  instanceState: ['Flow state', 'Only the flow in view sees it.'],
  crossFlowState: ['Cross-flow state', 'All flows of the project see it.'],
  integrationState: [
    'Integration state',
    'All flows see it; on the platform all customers share it.',
  ],
};

/** A longer one is looked at, not edited, and only its beginning. */
const MOST_CHARACTERS = 1_000_000;
const PREVIEW_CHARACTERS = 64 * 1024;

interface StateObjectProps {
  readonly kept: NonNullable<KeptState['kept']>;
  readonly scope: StateScope;
}

/** One state object: its size, its JSON to edit, and a way to empty it. */
export function StateObject({ kept, scope }: StateObjectProps) {
  const [label, words] = WORDS[scope.name];
  const text = stateText(kept, scope);
  const covered = usePresenting(({ redactor }) => redactor?.text(text) ?? null);
  const isReadOnly = useDocument(({ saved }) => saved.status === 'read-only');
  return (
    <section className={styles.object} aria-label={label}>
      <div className={styles.objectHead}>
        <h3>{label}</h3>
        <code>{scope.name}</code>
        <span className={styles.muted}>{sizeText(text)}</span>
        <Button
          variant="ghost"
          size="compact"
          icon={Trash2}
          disabled={isReadOnly || text === EMPTY_STATE}
          aria-label={`Clear ${scope.name}`}
          onClick={() => clearKeptState(scope)}
        >
          Clear
        </Button>
      </div>
      <p className={styles.muted}>{words}</p>
      {covered !== null && covered !== text ? (
        <>
          <p className={styles.muted}>Presenting: what is secret or marked is covered.</p>
          <TextPreview label={scope.name} text={indented(covered).slice(0, PREVIEW_CHARACTERS)} />
        </>
      ) : text.length > MOST_CHARACTERS ? (
        <>
          <p className={styles.muted}>It is too large to edit here. Its beginning:</p>
          <TextPreview label={scope.name} text={text.slice(0, PREVIEW_CHARACTERS)} />
        </>
      ) : (
        <StateEditor scope={scope} text={text} isReadOnly={isReadOnly} />
      )}
    </section>
  );
}

interface StateEditorProps {
  readonly scope: StateScope;
  readonly text: string;
  readonly isReadOnly: boolean;
}

/** What is typed holds as soon as it is an object; a run that changes the state meanwhile shows what it left. */
function StateEditor({ scope, text, isReadOnly }: StateEditorProps) {
  const [draft, setDraft] = useState({ of: text, text: indented(text) });
  const shown = draft.of === text ? draft.text : indented(text);
  const read = readStateText(shown);
  return (
    <>
      <div className={styles.editor}>
        <PlainEditor
          label={scope.name}
          text={shown}
          isReadOnly={isReadOnly}
          onChange={(next) => {
            const typed = readStateText(next);
            setDraft({ of: typed.ok ? typed.value : text, text: next });
            if (typed.ok) setKeptState(scope, typed.value);
          }}
        />
      </div>
      <p role="status" className={styles.check} data-ok={read.ok}>
        {!read.ok && <StatusIcon status="failed" size={16} />}
        {read.ok ? noteOf(text) : `Not kept: ${read.error}`}
      </p>
    </>
  );
}

function noteOf(text: string): string {
  return text.includes('"$cc"')
    ? 'Dates and binary values are written as {"$cc": "Date", "value": …}.'
    : '';
}

function sizeText(text: string): string {
  if (text === EMPTY_STATE) return 'empty';
  return byteText(new Blob([text]).size);
}

/** As it is where it is no JSON: code has made it. */
function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
