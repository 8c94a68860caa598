import { byteText } from '@/lib/byte-text';
import { stopRun } from '@/state/commands/runs';
import { answerQuestion, useNetworkQuestions } from '@/state/network-questions';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import styles from './network-question.module.css';

const MOST_SHOWN = 2_000;

/** Asks whether the running code may call an origin, with what it would send. Closing it refuses. */
export function NetworkQuestion() {
  const question = useNetworkQuestions(({ asked }) => asked[0]?.question ?? null);
  if (question === null) return null;
  const { origin, stepName, request } = question;
  const body = request.body === null ? '' : textOf(request.body);
  return (
    <Dialog
      key={`${origin} ${request.url}`}
      title={`May ${stepName} call ${origin}?`}
      size="medium"
      onClose={() => answerQuestion('refuse')}
    >
      <div className={styles.question}>
        <p>
          The run waits, and its time stands still. This is what will be sent, without cookies, from
          this browser:
        </p>
        <pre className={styles.request}>
          {`${request.method} ${request.url}\n${request.headers
            .map(({ name, value }) => `${name}: ${value}\n`)
            .join('')}${body === '' ? '' : `\n${body}`}`}
        </pre>
        {request.body !== null && request.body.length > MOST_SHOWN && (
          <p>The body has {byteText(request.body.length)}; its beginning is shown.</p>
        )}
        <div className={styles.answers}>
          <Button onClick={stopRun}>Stop the run</Button>
          <Button onClick={() => answerQuestion('refuse')}>Refuse</Button>
          <Button onClick={() => answerQuestion('allow')}>Allow for this run</Button>
          <Button variant="primary" onClick={() => answerQuestion('allow-always')}>
            Allow in this project
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

function textOf(body: Uint8Array): string {
  return new TextDecoder().decode(body.subarray(0, MOST_SHOWN));
}
