import { byteText } from '@/lib/byte-text';
import type { RunResponse, RunState } from '@/plan/run';
import { useRun } from '@/state/run';
import { ResponseBody } from './response-body';
import { SaveBody } from './save-body';
import { statusText } from './status-text';
import { CopyButton } from '@/ui/copy-button';
import { visibleText } from './visible-text';
import styles from './run-console.module.css';

/** What the caller of the flow was answered. */
export function ResponseTab() {
  const run = useRun((state) => state.current);
  if (run === null || run.response === null) {
    return (
      <div className={styles.empty}>
        <p>{whyNone(run)}</p>
      </div>
    );
  }
  return <Response key={run.id} response={run.response} />;
}

function Response({ response }: { readonly response: RunResponse }) {
  const { statusCode, contentType, headers, body, isBinary } = response;
  const rows = Object.entries(headers);
  return (
    <div className={styles.response}>
      <div className={styles.responseHead}>
        <p className={styles.statusLine}>
          <span className={styles.badge} data-tone={statusCode < 400 ? 'good' : 'bad'}>
            {statusCode} {statusText(statusCode)}
          </span>
          <span>{contentType === '' ? 'no content type' : contentType}</span>
          <span>{byteText(body.length)}</span>
        </p>
        {rows.length > 0 && (
          <table className={styles.headers} aria-label="Response headers">
            <tbody>
              {rows.map(([name, value]) => (
                <tr key={name}>
                  <th scope="row">{visibleText(name)}</th>
                  <td>{visibleText(value)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <p className={styles.responseActions}>
          {!isBinary && body.length > 0 && (
            <CopyButton label="Copy body" text={() => textOf(body)} hasText />
          )}
          {body.length > 0 && <SaveBody bytes={body} contentType={contentType} />}
        </p>
      </div>
      <section className={styles.responseBody} aria-label="Response body">
        <ResponseBody response={response} />
      </section>
    </div>
  );
}

function textOf(body: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(body);
}

function whyNone(run: RunState | null): string {
  if (run === null) return 'Run the flow to see what its caller is answered.';
  if (run.status === 'running') return 'The trigger has not answered yet.';
  return `Run ${run.number} ended before the trigger answered.`;
}
