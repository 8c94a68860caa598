import { byteText } from '@/lib/byte-text';
import type { RunResponse } from '@/plan/run';
import { showConsole } from '@/state/commands/selection';
import styles from './step-panel.module.css';

const SHOWN_CHARACTERS = 2000;

/** What the caller of the flow was answered, in short; the console's Response tab has all of it. */
export function TriggerResponse({ response }: { readonly response: RunResponse }) {
  const { statusCode, contentType, body, encoding } = response;
  const isText = encoding === undefined;
  return (
    <section aria-label="Response" className={styles.response}>
      <div className={styles.sectionHead}>
        <h3>Response</h3>
        <span className={styles.muted}>
          {statusCode} · {contentType} · {isText ? byteText(body.length) : 'binary'}
        </span>
        <button type="button" className={styles.link} onClick={() => showConsole('response')}>
          Show in console
        </button>
      </div>
      {isText && body !== '' && (
        <pre className={styles.responseBody}>
          {body.length > SHOWN_CHARACTERS ? `${body.slice(0, SHOWN_CHARACTERS)}…` : body}
        </pre>
      )}
    </section>
  );
}
