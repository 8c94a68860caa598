import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { byteText } from '@/lib/byte-text';
import { MASK, withoutReferences } from '@/plan/kept-secrets';
import { EMPTY_STATE } from '@/plan/state';
import { clearKeptState, setKeptState } from '@/state/commands/kept-state';
import { useDocument } from '@/state/document';
import { usePresenting } from '@/state/presenting';
import { withReferences, withSecrets } from '@/state/redaction';
import { useSecrets } from '@/state/secrets';
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
  const covered = useCovered(text);
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
      {covered !== null ? (
        <>
          <p className={styles.muted}>{covered.why}</p>
          <TextPreview
            label={scope.name}
            text={indented(covered.text).slice(0, PREVIEW_CHARACTERS)}
          />
        </>
      ) : text.length > MOST_CHARACTERS ? (
        <>
          <p className={styles.muted}>It is too large to edit here. Its beginning:</p>
          <TextPreview
            label={scope.name}
            text={withoutReferences(withReferences(text)).slice(0, PREVIEW_CHARACTERS)}
          />
        </>
      ) : (
        <StateEditor scope={scope} text={text} isReadOnly={isReadOnly} />
      )}
    </section>
  );
}

/** What is to be looked at only, masked, and why; null where it can be edited. */
function useCovered(text: string): { readonly text: string; readonly why: string } | null {
  const presenting = usePresenting(({ redactor }) => redactor?.text(text) ?? text);
  // Asked for so that it is looked at again when secrets change.
  useSecrets(({ entries }) => entries);
  if (presenting !== text)
    return { text: presenting, why: 'Presenting: what is secret or marked is covered.' };
  const shown = withReferences(text);
  return withSecrets(shown) === text
    ? null
    : {
        text: withoutReferences(shown),
        why: 'Code has stored a secret here as a part of something else: it cannot be edited, only cleared.',
      };
}

interface StateEditorProps {
  readonly scope: StateScope;
  readonly text: string;
  readonly isReadOnly: boolean;
}

/** What is typed holds as soon as it is an object; a run that changes the state meanwhile shows what it left. */
function StateEditor({ scope, text: stored, isReadOnly }: StateEditorProps) {
  useSecrets(({ entries }) => entries);
  // Secrets that code has stored stand there by name: what is edited around them keeps them.
  const text = withReferences(stored);
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
            if (typed.ok) setKeptState(scope, String(withSecrets(typed.value)));
          }}
        />
      </div>
      <p role="status" className={styles.check} data-ok={read.ok}>
        {!read.ok && <StatusIcon status="failed" size={16} />}
        {read.ok ? noteOf(text, text !== stored) : `Not kept: ${read.error}`}
      </p>
    </>
  );
}

function noteOf(text: string, hasSecrets: boolean): string {
  return [
    hasSecrets ? `${MASK}{…} stands for a secret of a connection that code has stored.` : '',
    text.includes('"$cc"')
      ? 'Dates and binary values are written as {"$cc": "Date", "value": …}.'
      : '',
  ]
    .filter((note) => note !== '')
    .join(' ');
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
