import { useMemo, useState } from 'react';
import { byteText } from '@/lib/byte-text';
import type { HeaderPair, NetworkCall } from '@/plan/network';
import { addRule, allowOrigin, askWhetherServerAnswers } from '@/state/commands/network';
import { showView } from '@/state/commands/selection';
import { Button } from '@/ui/button';
import { CopyButton } from '@/ui/copy-button';
import type { ShownResponse } from './body-kind';
import { curlOf } from './curl';
import { ResponseBody } from './response-body';
import { visibleText } from './visible-text';
import styles from './network-tab.module.css';

/** One request in full, with what can be done about it. */
export function NetworkCallView({ call }: { readonly call: NetworkCall }) {
  const { request, answer, failure, droppedHeaders } = call;
  return (
    <section className={styles.call} aria-label={`Request ${request.method} ${request.url}`}>
      <p className={styles.address}>
        <strong>{request.method.toUpperCase()}</strong> {visibleText(request.url)}
      </p>
      {failure !== null && <Failure call={call} message={failure.message} />}
      <div className={styles.actions}>
        <CopyButton label="Copy as cURL" text={() => curlOf(request)} hasText />
        <Button
          size="compact"
          onClick={() => {
            addRule(call);
            showView('network');
          }}
        >
          Make a mock of it
        </Button>
      </div>
      <Headers title="Request headers" headers={request.headers} />
      {droppedHeaders.length > 0 && (
        <p className={styles.note} data-tone="warning">
          Left out: {droppedHeaders.join(', ')}. A browser does not let a page set{' '}
          {droppedHeaders.length === 1 ? 'it' : 'them'}; on the platform{' '}
          {droppedHeaders.length === 1 ? 'it is' : 'they are'} sent.
        </p>
      )}
      {request.body !== null && request.body.length > 0 && (
        <Body
          title="Request body"
          body={request.body}
          size={call.requestSize}
          headers={request.headers}
        />
      )}
      {answer !== null && (
        <>
          <Headers title="Response headers" headers={answer.headers} />
          {answer.mayHideHeaders && (
            <p className={styles.note}>
              The browser hides headers that the server does not expose by CORS. The platform sees
              all of them.
            </p>
          )}
          <Body
            title="Response body"
            body={answer.body}
            size={call.answerSize}
            headers={answer.headers}
          />
        </>
      )}
    </section>
  );
}

function Failure({ call, message }: { readonly call: NetworkCall; readonly message: string }) {
  const [word, setWord] = useState<string | null>(null);
  const { request, failure } = call;
  const origin = originOf(request.url);
  const ask = async () => {
    setWord('Asking…');
    const isThere = await askWhetherServerAnswers(request.url);
    setWord(
      isThere
        ? 'The server answers. So the browser kept its answer from the page: it does not allow this page by CORS.'
        : 'Nothing answered: the server cannot be reached from here, or its address is wrong.',
    );
  };
  return (
    <div className={styles.failure} role="alert">
      <p>{visibleText(message)}</p>
      {word !== null && <p>{word}</p>}
      <div className={styles.actions}>
        {failure?.kind === 'unknown' && (
          <Button size="compact" onClick={() => void ask()}>
            Ask whether the server answers
          </Button>
        )}
        {failure?.kind === 'not-allowed' && origin !== null && (
          <Button size="compact" onClick={() => allowOrigin(origin)}>
            Allow {origin}
          </Button>
        )}
        {failure?.kind !== 'unknown' && failure?.kind !== 'aborted' && (
          <Button size="compact" onClick={() => showView('network')}>
            Network settings
          </Button>
        )}
      </div>
    </div>
  );
}

function Headers({
  title,
  headers,
}: {
  readonly title: string;
  readonly headers: readonly HeaderPair[];
}) {
  return (
    <div>
      <h3>{title}</h3>
      {headers.length === 0 ? (
        <p className={styles.note}>None.</p>
      ) : (
        <table className={styles.headers} aria-label={title}>
          <tbody>
            {headers.map(({ name, value }, index) => (
              // A name may come twice.
              // oxlint-disable-next-line react/no-array-index-key
              <tr key={`${name} ${index}`}>
                <th scope="row">{visibleText(name)}</th>
                <td>{visibleText(value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

interface BodyProps {
  readonly title: string;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly size: number;
  readonly headers: readonly HeaderPair[];
}

function Body({ title, body, size, headers }: BodyProps) {
  const response = useMemo(() => asResponse(body, headers), [body, headers]);
  return (
    <div className={styles.body}>
      <h3>
        {title} <span className={styles.note}>{byteText(size)}</span>
      </h3>
      {size > body.length && (
        <p className={styles.note}>Its first {byteText(body.length)} are kept.</p>
      )}
      <ResponseBody response={response} />
    </div>
  );
}

/** Bytes and headers as the shape that bodies are shown from. */
function asResponse(body: Uint8Array<ArrayBuffer>, headers: readonly HeaderPair[]): ShownResponse {
  const contentType =
    headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value ?? '';
  return { contentType, body, isBinary: !isText(body) };
}

function isText(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function originOf(url: string): string | null {
  try {
    return new URL(url).origin;
  } catch {
    return null;
  }
}
