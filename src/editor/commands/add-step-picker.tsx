import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { isStepKindKey, stepKinds } from '@/kinds';
import type { Position } from '@/model/project';
import { closeDialog } from '@/state/commands/selection';
import { addStep, isAddedInLoop } from '@/state/commands/steps';
import { KIND_DRAG_TYPE } from '@/state/kind-drag';
import type { AddTarget } from '@/state/session';
import { viewHandlers } from '@/state/view-handlers';
import { glyphs } from '@/ui/glyphs';
import { Picker, type PickerOption } from '@/ui/picker';
import styles from './add-step-picker.module.css';

interface AddStepPickerProps {
  readonly target: AddTarget;
  /** Where on the screen it was asked for, when no button was pressed. */
  readonly spot: Position | undefined;
}

/** Asks for the kind of a new step. Leaves the canvas free, so that a kind can be dragged onto it. */
export function AddStepPicker({ target, spot }: AddStepPickerProps) {
  const box = useRef<HTMLDivElement>(null);
  // Read before the search field takes the focus.
  const [opener] = useState(() => document.activeElement);
  const [isDragging, setDragging] = useState(false);
  const [isInLoop] = useState(() => isAddedInLoop(target));

  // Beside what asked for it: the button, or the step that has the focus; or where a connection was let go.
  useLayoutEffect(() => {
    const beside = opener?.closest('button, .react-flow__node')?.getBoundingClientRect();
    const around = spot === undefined ? beside : { left: spot.x, top: spot.y, bottom: spot.y };
    if (box.current !== null && around !== undefined) place(box.current, around);
  }, [opener, spot]);

  useEffect(() => {
    const onPress = ({ target: pressed }: PointerEvent) => {
      if (pressed instanceof Node && box.current?.contains(pressed) !== true) closeDialog();
    };
    document.addEventListener('pointerdown', onPress, true);
    return () => {
      document.removeEventListener('pointerdown', onPress, true);
      const { activeElement } = document;
      const isFree = activeElement === null || activeElement === document.body;
      if (isFree && opener instanceof HTMLElement) opener.focus({ preventScroll: true });
    };
  }, [opener]);

  const add = (kind: string) => {
    // Back before the step is there: keys typed ahead find the flow, and a row of the outline that is given the
    // focus selects its step.
    if (opener instanceof HTMLElement) opener.focus({ preventScroll: true });
    closeDialog();
    if (!isStepKindKey(kind)) return;
    addStep({ ...target, kind });
    viewHandlers().focusCanvas?.();
  };

  return (
    // Escape is the dialog's key, wherever in it the focus is.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={box}
      role="dialog"
      aria-label="Add step"
      className={styles.box}
      data-dragging={isDragging || undefined}
      // Only when the drag is under way: an element that changes at its start ends it.
      onDragStart={() => requestAnimationFrame(() => setDragging(true))}
      onDragEnd={() => requestAnimationFrame(() => setDragging(false))}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') closeDialog();
      }}
      onBlur={({ relatedTarget, currentTarget }) => {
        if (relatedTarget instanceof Node && !currentTarget.contains(relatedTarget)) closeDialog();
      }}
    >
      <Picker
        label="Kind of step"
        placeholder="Add a step…"
        options={isInLoop ? options : optionsOutsideLoops}
        onChoose={add}
        nothing={(query) => `No kind of step matches “${query}”.`}
      />
      <p className={styles.hint}>Drag one onto the canvas to choose its place.</p>
    </div>
  );
}

const options: readonly PickerOption[] = Object.values(stepKinds)
  .filter((kind) => kind.role === 'action' && !('isImportOnly' in kind))
  .map(({ key, label, description, glyph, group }) => ({
    id: key,
    label,
    detail: description,
    group,
    icon: glyphs[glyph],
    onDragStart: (event) => {
      event.dataTransfer.setData(KIND_DRAG_TYPE, key);
      event.dataTransfer.effectAllowed = 'copy';
    },
  }));

/** Nothing is there to be left. */
const optionsOutsideLoops = options.filter(({ id }) => id !== 'breakLoop');

const GAP = 8;
/** The least height that a list of kinds is of use in. */
const USEFUL_HEIGHT = 240;

/** Below the place as far as there is room, or above it where there is more; never out of the window. */
function place(
  box: HTMLElement,
  { left, top, bottom }: Pick<DOMRect, 'left' | 'top' | 'bottom'>,
): void {
  const { width, height } = box.getBoundingClientRect();
  const below = innerHeight - bottom - 2 * GAP;
  const above = top - 2 * GAP;
  const isBelow = below >= Math.min(height, USEFUL_HEIGHT) || below >= above;
  const shown = Math.min(height, isBelow ? below : above);
  box.style.left = `${Math.max(GAP, Math.min(left, innerWidth - width - GAP))}px`;
  box.style.top = `${isBelow ? bottom + GAP : top - GAP - shown}px`;
  box.style.maxHeight = `${shown}px`;
}
