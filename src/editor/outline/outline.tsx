import { Plus } from 'lucide-react';
import {
  Fragment,
  useCallback,
  useEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import type { StepId } from '@/lib/ids';
import { placesInside } from '@/model/graph';
import type { Step } from '@/model/project';
import { askForStep, openStep, select } from '@/state/commands/selection';
import { useDocument } from '@/state/document';
import { useSession } from '@/state/session';
import { placesOf } from '@/state/step-face';
import { provideViewHandlers } from '@/state/view-handlers';
import { Button } from '@/ui/button';
import { OutlinePlaces } from './outline-places';
import { outlineRows } from './outline-rows';
import { OutlineStep } from './outline-step';
import { SightContext, useSight } from './sight';
import styles from './outline.module.css';

/** Of a flow with more steps those out of sight are only named. */
const MOST_DRAWN = 100;

const headings = { together: 'At the same time', unreached: 'Not connected' } as const;

/** The flow as a list: the second view of the same graph, where everything can be done without a drawing. */
export function Outline() {
  const section = useRef<HTMLElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const sight = useSight(section);
  const flowId = useSession((session) => session.flowId);
  const selected = useSession(({ selection }) => selection.at(-1) ?? null);
  const flow = useDocument(({ project }) => project?.flows.find(({ id }) => id === flowId) ?? null);
  const [renaming, setRenaming] = useState<StepId | null>(null);

  useEffect(
    () =>
      provideViewHandlers({
        renameSelected: () => setRenaming(useSession.getState().selection.at(-1) ?? null),
        focusCanvas: () => requestAnimationFrame(() => focusRow(list.current)),
      }),
    [],
  );

  // Where the focus was in the list, it follows the selection: to a new step, or back from a deleted one.
  const hadFocus = useRef(false);
  useEffect(() => {
    if (selected !== null && hadFocus.current) focusRow(list.current);
  }, [selected]);

  const endRenaming = useCallback(() => {
    setRenaming(null);
    requestAnimationFrame(() => focusRow(list.current));
  }, []);

  if (flow === null) return <section aria-label="Outline" className={styles.outline} />;
  const places = placesOf(flow);
  const tabStop = flow.steps.some(({ id }) => id === selected) ? selected : flow.steps[0]?.id;

  const rowOf = (step: Step): ReactNode => (
    <Fragment key={step.id}>
      <OutlineStep
        flow={flow}
        step={step}
        place={places.get(step.id) ?? 0}
        isSelected={step.id === selected}
        isTabStop={step.id === tabStop}
        isRenaming={step.id === renaming}
        onEndRenaming={endRenaming}
      />
      {placesInside(step).length > 0 && (
        <OutlinePlaces flow={flow} container={step} isTabStop={step.id === tabStop} rowOf={rowOf} />
      )}
    </Fragment>
  );

  return (
    <section ref={section} aria-label="Outline" className={styles.outline}>
      <div className={styles.column}>
        {/* Arrow keys go from step to step; the buttons inside have the roles. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
        <ul
          ref={list}
          className={styles.list}
          onKeyDown={moveFocus}
          onFocus={() => {
            hadFocus.current = true;
          }}
          onBlur={({ relatedTarget, currentTarget }) => {
            // A deleted row takes the focus with it, to nothing.
            if (relatedTarget !== null && !currentTarget.contains(relatedTarget)) {
              hadFocus.current = false;
            }
          }}
        >
          <SightContext value={flow.steps.length > MOST_DRAWN ? sight : null}>
            {outlineRows(flow).map((row) =>
              row.kind === 'step' ? (
                row.steps.map(rowOf)
              ) : (
                <li key={row.kind + (row.steps[0]?.id ?? '')} className={styles.group}>
                  <span className={styles.heading}>{headings[row.kind]}</span>
                  <ul aria-label={headings[row.kind]}>{row.steps.map(rowOf)}</ul>
                </li>
              ),
            )}
          </SightContext>
        </ul>
        <Button icon={Plus} onClick={() => askForStep()}>
          Add step
        </Button>
      </div>
    </section>
  );
}

/** A row that is being renamed or has just been added is drawn a frame or two later. */
const MOST_FRAMES = 20;

/** Gives the selected row the focus. Never another one in its place: a row with the focus selects its step. */
function focusRow(list: HTMLElement | null, frame = 0, before = document.activeElement): void {
  // Keys typed ahead may have opened something meanwhile, which has the focus now and keeps it.
  const { activeElement, body } = document;
  if (activeElement !== before && activeElement !== null && activeElement !== body) return;
  const rows = list?.querySelectorAll<HTMLElement>('[data-step]') ?? [];
  const current = [...rows].find((row) => row.getAttribute('aria-current') === 'true');
  if (current === undefined && useSession.getState().selection.length > 0 && frame < MOST_FRAMES) {
    requestAnimationFrame(() => focusRow(list, frame + 1, before));
    return;
  }
  (current ?? rows[0])?.focus();
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const { target, key, altKey, ctrlKey, metaKey } = event;
  if (!(target instanceof HTMLElement) || altKey || ctrlKey || metaKey) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')];
  const at = rows.findIndex((row) => row.contains(target));
  const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0;
  const next = key === 'Home' ? rows[0] : key === 'End' ? rows.at(-1) : rows[at + step];
  if (next === undefined || (step === 0 && key !== 'Home' && key !== 'End')) return;
  event.preventDefault();
  selectRow(next);
  // One out of sight is drawn now that it is selected, and gets the focus then.
  next.querySelector<HTMLElement>('[data-step]')?.focus();
}

function selectRow(row: HTMLElement): void {
  // The attribute was written from a step's id.
  const id = row.dataset['row'] as StepId;
  if (useSession.getState().openStepId !== null) openStep(id);
  else select([id]);
}
