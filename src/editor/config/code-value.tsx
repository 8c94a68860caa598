import { useEffect, useId, useRef, useState } from 'react';
import type { ConfigVar } from '@/model/project';
import { updateConfigVar } from '@/state/commands/config-vars';
import { useDocument } from '@/state/document';
import { ModelEditor } from '@/ui/code-editor/model-editor';
import { htmlProblem, xmlProblem } from './check-markup';
import { checkValue } from './check-value';
import { valueModels, type ValuePart } from './value-models';
import styles from './config-vars-view.module.css';

interface CodeValueProps {
  readonly label: string;
  readonly help?: string | undefined;
  readonly configVar: ConfigVar;
  readonly part: ValuePart;
}

/** A value that is code or JSON, in the code editor. */
export function CodeValue({ label, help, configVar, part }: CodeValueProps) {
  const id = useId();
  const text = configVar[part];
  const isReadOnly = useDocument(({ saved }) => saved.status === 'read-only');
  const problem = useProblem(configVar, text);
  const [box, isSeen] = useIsSeen();
  return (
    <div className={styles.codeField}>
      <span className={styles.codeLabel}>{label}</span>
      <div ref={box} className={styles.codeBox}>
        {isSeen && (
          <ModelEditor
            label={label}
            describedBy={`${id}-words`}
            text={text}
            isReadOnly={isReadOnly}
            open={(module) =>
              valueModels.open(module, `${configVar.id}/${part}`, languageOf(configVar))
            }
            onChange={(next, gesture) => updateConfigVar(configVar.id, { [part]: next }, gesture)}
          />
        )}
      </div>
      <div id={`${id}-words`}>
        {help !== undefined && <p className={styles.muted}>{help}</p>}
        {problem !== null && (
          <p role="alert" className={styles.problem}>
            {problem}
          </p>
        )}
      </div>
    </div>
  );
}

function languageOf({ dataType, codeLanguage }: ConfigVar): string {
  return dataType === 'jsonForm' || codeLanguage === 'json' ? 'json' : 'xml';
}

/** JSON and XML are checked at once; what checks HTML is loaded first. */
function useProblem(configVar: ConfigVar, text: string): string | null {
  const isMarkup = configVar.dataType === 'code' && configVar.codeLanguage !== 'json';
  const isHtml = isMarkup && configVar.codeLanguage === 'html';
  const [html, setHtml] = useState<{ readonly of: string; readonly problem: string | null } | null>(
    null,
  );
  useEffect(() => {
    let isCurrent = true;
    if (isHtml) {
      void htmlProblem(text).then((problem) => {
        if (isCurrent) setHtml({ of: text, problem });
      });
    }
    return () => {
      isCurrent = false;
    };
  }, [isHtml, text]);
  if (text === '') return null;
  if (isHtml) return html?.of === text ? html.problem : null;
  return isMarkup ? xmlProblem(text) : checkValue(configVar, text);
}

/** Whether it has been in sight: editors are heavy, and a project may have a hundred variables. */
function useIsSeen() {
  const box = useRef<HTMLDivElement>(null);
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    const element = box.current;
    if (element === null || isSeen) return undefined;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) setSeen(true);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [isSeen]);
  return [box, isSeen] as const;
}
