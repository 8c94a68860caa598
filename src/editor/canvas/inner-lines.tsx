import { Plus } from 'lucide-react';
import type { InnerPlace } from '@/state/step-face';
import { askForStep } from '@/state/commands/selection';
import { CanvasButton } from './canvas-button';
import styles from './inner-lines.module.css';

interface InnerLinesProps {
  readonly name: string;
  readonly inner: InnerPlace;
  /** Too small to read or to press: only the lines. */
  readonly isFar: boolean;
}

/**
 * The lines of a step inside a container: from the one before, with a button to put a step into it, and to the next.
 * Each step draws its own, so that only those in view are on the page.
 */
export function InnerLines({ name, inner, isFar }: InnerLinesProps) {
  const { place, previous, isLast, where } = inner;
  const label =
    previous === null
      ? `Insert step before ${name}, in ${where}`
      : `Insert step between ${previous.name} and ${name}`;
  return (
    <>
      <span aria-hidden className={styles.lead} data-first={previous === null || undefined} />
      {!isLast && <span aria-hidden className={styles.follow} />}
      {!isFar && (
        <CanvasButton
          icon={Plus}
          className={styles.insert}
          aria-label={label}
          title="Insert step here"
          onPress={() => askForStep(previous === null ? { into: place } : { after: previous.id })}
        />
      )}
    </>
  );
}
