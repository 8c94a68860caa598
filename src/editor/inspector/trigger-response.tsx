import { byteText } from '@/lib/byte-text';
import type { RunResponse } from '@/plan/run';
import { showConsole } from '@/state/commands/selection';
import { LinkButton } from '@/ui/link-button';
import { TextBox } from '@/ui/text-box';
import { previewText } from '@/ui/value-view/open-value';
import styles from './step-panel.module.css';

const SHOWN_BYTES = 2000;

/** What the caller of the flow was answered, in short; the console's Response tab has all of it. */
export function TriggerResponse({ response }: { readonly response: RunResponse }) {
  const { statusCode, contentType, body, isBinary } = response;
  return (
    <section aria-label="Response" className={styles.response}>
      <div className={styles.sectionHead}>
        <h3>Response</h3>
        <span className={styles.muted}>
          {statusCode} · {contentType} · {byteText(body.length)}
          {isBinary && ', binary'}
        </span>
        <LinkButton onClick={() => showConsole('response')}>Show in console</LinkButton>
      </div>
      {!isBinary && body.length > 0 && (
        <TextBox
          label="Body of the response"
          text={`${previewText(body, SHOWN_BYTES)}${body.length > SHOWN_BYTES ? '…' : ''}`}
          size="small"
        />
      )}
    </section>
  );
}
