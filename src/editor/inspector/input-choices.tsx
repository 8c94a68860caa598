import { createContext, useContext, useId, useMemo, useState, type ReactNode } from 'react';
import type { InputPlace } from '@/model/input-faults';
import type { ConfigVar, Flow, Step } from '@/model/project';
import { referencePaths } from '@/model/reference-paths';
import { toPlainJson } from '@/plan/decoding';
import { useDocument } from '@/state/document';
import { useRun } from '@/state/run';

/** What the inputs of a step can name. */
export interface InputChoices {
  readonly place: InputPlace;
  /** Of the list of references to choose from. */
  readonly listId: string;
}

const Choices = createContext<InputChoices | null>(null);
const NO_VARIABLES: readonly ConfigVar[] = [];

interface InputChoicesProviderProps {
  readonly flow: Flow;
  readonly step: Step;
  readonly children: ReactNode;
}

/** Gives the forms below it what they can offer. */
export function InputChoicesProvider({ flow, step, children }: InputChoicesProviderProps) {
  const listId = useId();
  const configVars = useDocument(({ project }) => project?.configVars ?? NO_VARIABLES);
  const [references, setReferences] = useState<readonly string[]>([]);
  const choices = useMemo(
    () => ({ place: { flow, step, configVars }, listId }),
    [flow, step, configVars, listId],
  );
  // Read when somebody turns to a field: runs go on, and nobody waits for them here.
  const refresh = () => {
    const next = referencePaths(flow, step, (other) => lastResult(flow, other));
    if (next.join('\n') !== references.join('\n')) setReferences(next);
  };
  return (
    <Choices value={choices}>
      <div onFocus={refresh}>
        <datalist id={listId}>
          {references.map((reference) => (
            <option key={reference}>{reference}</option>
          ))}
        </datalist>
        {children}
      </div>
    </Choices>
  );
}

/** What inputs of the open step may refer to. Throws outside of its provider. */
export function useInputChoices(): InputChoices {
  const choices = useContext(Choices);
  if (choices === null) throw new Error('A form of inputs stands outside of its provider.');
  return choices;
}

/** Above this, reading it would be felt. */
const MOST_BYTES = 256 * 1024;

function lastResult(flow: Flow, { id }: Step): unknown {
  const { current } = useRun.getState();
  if (current === null || current.flow.id !== flow.id) return undefined;
  const bytes = current.steps[id]?.result?.bytes;
  return bytes === undefined || bytes.length > MOST_BYTES ? undefined : toPlainJson(bytes);
}
