import { Plus } from 'lucide-react';
import { NODE_HEIGHT } from '@/model/place';
import type { Step } from '@/model/project';
import type { PlaceColumn } from '@/model/step-boxes';
import { askForStep } from '@/state/commands/selection';
import { placeName } from '@/state/step-face';
import styles from './container-columns.module.css';

interface ContainerColumnsProps {
  readonly step: Step;
  readonly columns: readonly PlaceColumn[];
  /** Too small to read or to press: only the shapes. */
  readonly isFar: boolean;
}

/** The inside of a step that holds steps: a column for each branch or the loop's body; the steps lie on top of it. */
export function ContainerColumns({ step, columns, isFar }: ContainerColumnsProps) {
  return columns.map(({ place, name, isEmpty, x, width, height }) => (
    <div
      key={place.branch}
      className={styles.column}
      style={{ left: x, top: NODE_HEIGHT, width, height }}
    >
      {!isFar && name !== null && (
        <span className={styles.title} title={name}>
          {name}
        </span>
      )}
      {!isFar && isEmpty && (
        <button
          type="button"
          tabIndex={-1}
          className={`${styles.slot ?? ''} nodrag nopan`}
          aria-label={`Add step in ${placeName(step, place)}`}
          onClick={(event) => {
            event.stopPropagation();
            askForStep({ into: place });
          }}
        >
          <Plus aria-hidden size={16} strokeWidth={1.75} />
          Add step
        </button>
      )}
    </div>
  ));
}
