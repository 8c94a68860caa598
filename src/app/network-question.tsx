import { useEffect, useState } from 'react';
import { byteText } from '@/lib/byte-text';
import type { NetworkQuestion as Asked } from '@/plan/network';
import { stopRun } from '@/state/commands/runs';
import { usePresenting } from '@/state/presenting';
import { currentRedactor } from '@/state/redaction';
import { answerQuestion, useNetworkQuestions } from '@/state/network-questions';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { TextBox } from '@/ui/text-box';
import styles from './network-question.module.css';

const MOST_SHOWN = 2_000;

/** Nobody reads faster: a second click meant for what stood here before must not allow anything. */
const READ_MS = 600;

/** Asks whether the running code may call an origin, with what it would send. Closing it refuses. */
export function NetworkQuestion() {
  const question = useNetworkQuestions(({ asked }) => asked[0]?.question ?? null);
  return question === null ? null : (
    <Question key={`${question.origin} ${question.request.url}`} question={question} />
  );
}

function Question({ question }: { readonly question: Asked }) {
  const { origin, stepName, request } = question;
  const body = request.body === null ? '' : textOf(request.body);
  const lines = request.headers.map(({ name, value }) => `${name}: ${value}\n`).join('');
  const text = `${request.method} ${request.url}\n${lines}${body === '' ? '' : `\n${body}`}`;
  const redactor = usePresenting((state) => state.redactor);
  const isRead = useIsRead();
  return (
    // The step's name comes from the project, which may be anybody's: it must not word the question.
    <Dialog
      title={`Allow calls to ${origin}?`}
      size="medium"
      onClose={() => answerQuestion('refuse')}
    >
      <div className={styles.question}>
        <p>
          Asked by the step “<bdi>{stepName}</bdi>”. The run waits, and its time stands still. This
          is what will be sent first, without cookies, from this browser:
        </p>
        <TextBox
          label="The request"
          text={(redactor ?? currentRedactor())?.text(text, true) ?? text}
          size="large"
        />
        {request.body !== null && request.body.length > MOST_SHOWN && (
          <p>The body has {byteText(request.body.length)}; its beginning is shown.</p>
        )}
        <div className={styles.answers}>
          <Button onClick={stopRun}>Stop the run</Button>
          <Button onClick={() => answerQuestion('refuse')}>Refuse</Button>
          <Button disabled={!isRead} onClick={() => answerQuestion('allow')}>
            Allow for this run
          </Button>
          <Button
            variant="primary"
            disabled={!isRead}
            onClick={() => answerQuestion('allow-always')}
          >
            Allow in this project
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

function useIsRead(): boolean {
  const [isRead, setIsRead] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsRead(true), READ_MS);
    return () => clearTimeout(timer);
  }, []);
  return isRead;
}

function textOf(body: Uint8Array): string {
  return new TextDecoder().decode(body.subarray(0, MOST_SHOWN));
}
