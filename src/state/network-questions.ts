import { create } from 'zustand';
import type { ProjectId } from '@/lib/ids';
import type { NetworkQuestion } from '@/plan/network';
import { allowOrigin } from './commands/network';
import { useDocument } from './document';

/** A person's answer to a live call of a new origin; `allow-always` puts it on the project's list. */
export type NetworkVerdict = 'refuse' | 'allow' | 'allow-always';

interface Asked {
  readonly projectId: ProjectId | null;
  readonly question: NetworkQuestion;
  readonly answer: (isAllowed: boolean) => void;
}

/** Questions of the running flow, the first one on show. */
export const useNetworkQuestions = create<{ readonly asked: readonly Asked[] }>()(() => ({
  asked: [],
}));

/** Asks whether code may call an origin. False when the run ends before anybody answers. */
export async function askPerson(question: NetworkQuestion, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return false;
  return new Promise((resolve) => {
    const entry: Asked = {
      projectId: openProjectId(),
      question,
      answer: (isAllowed) => {
        signal.removeEventListener('abort', refuse);
        useNetworkQuestions.setState(({ asked }) => ({
          asked: asked.filter((other) => other !== entry),
        }));
        resolve(isAllowed);
      },
    };
    const refuse = (): void => entry.answer(false);
    signal.addEventListener('abort', refuse, { once: true });
    useNetworkQuestions.setState(({ asked }) => ({ asked: [...asked, entry] }));
  });
}

/** Answers the question on show; "always" puts the origin on the project's list too. */
export function answerQuestion(verdict: NetworkVerdict): void {
  const [first] = useNetworkQuestions.getState().asked;
  if (first === undefined) return;
  const isOwn = first.projectId === openProjectId();
  // Another project may have been opened meanwhile: nobody was asked about its list.
  if (verdict === 'allow-always' && isOwn) allowOrigin(first.question.origin);
  first.answer(verdict !== 'refuse');
}

function openProjectId(): ProjectId | null {
  return useDocument.getState().project?.id ?? null;
}
