import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { branchesOf } from '@/kinds';
import { placesInside, stepsInside } from '@/model/graph';
import type { Flow, Step } from '@/model/project';
import { askForStep } from '@/state/commands/selection';
import { placeName } from '@/state/step-face';
import { Button } from '@/ui/button';
import styles from './outline.module.css';

interface OutlinePlacesProps {
  readonly flow: Flow;
  readonly container: Step;
  /** The one step that Tab goes to. */
  readonly isTabStop: boolean;
  readonly rowOf: (step: Step) => ReactNode;
}

/** What stands inside a step, below it and indented: its branches by name, or the body of a loop. */
export function OutlinePlaces({ flow, container, isTabStop, rowOf }: OutlinePlacesProps) {
  const names = new Map(branchesOf(container).map(({ id, name }) => [id, name]));
  return placesInside(container).map((place) => {
    const steps = stepsInside(flow, place);
    const name = placeName(container, place);
    return (
      <li key={place.branch} className={styles.place}>
        {place.branch !== null && (
          <span aria-hidden className={styles.heading}>
            {names.get(place.branch)}
          </span>
        )}
        <ul aria-label={name}>
          {steps.map(rowOf)}
          {steps.length === 0 && (
            <li className={styles.empty}>
              <Button
                variant="ghost"
                size="compact"
                icon={Plus}
                tabIndex={isTabStop ? 0 : -1}
                aria-label={`Add step in ${name}`}
                onClick={() => askForStep({ into: place })}
              >
                Add step
              </Button>
            </li>
          )}
        </ul>
      </li>
    );
  });
}
