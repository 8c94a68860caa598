import { Braces } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { isStepKindKey, stepKinds } from '@/kinds';
import { closeDialog } from '@/state/commands/selection';
import { addStep } from '@/state/commands/steps';
import { KIND_DRAG_TYPE } from '@/state/kind-drag';
import type { AddTarget } from '@/state/session';
import { viewHandlers } from '@/state/view-handlers';
import { Picker, type PickerOption } from '@/ui/picker';
import styles from './add-step-picker.module.css';

interface AddStepPickerProps {
  readonly target: AddTarget;
}

/** Asks for the kind of a new step. Leaves the canvas free, so that a kind can be dragged onto it. */
export function AddStepPicker({ target }: AddStepPickerProps) {
  const box = useRef<HTMLDivElement>(null);
  // Read before the search field takes the focus.
  const [opener] = useState(() => document.activeElement);

  // Beside what asked for it: the button, or the step that has the focus.
  useLayoutEffect(() => {
    const beside = opener?.closest('button, .react-flow__node') ?? null;
    if (box.current !== null && beside !== null) place(box.current, beside);
  }, [opener]);

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
        options={options}
        onChoose={add}
        nothing={(query) => `No kind of step matches “${query}”.`}
      />
      <p className={styles.hint}>Drag one onto the canvas to choose its place.</p>
    </div>
  );
}

const options: readonly PickerOption[] = Object.values(stepKinds)
  .filter(({ role }) => role === 'action')
  .map(({ key, label, description }) => ({
    id: key,
    label,
    detail: description,
    icon: Braces,
    onDragStart: (event) => {
      event.dataTransfer.setData(KIND_DRAG_TYPE, key);
      event.dataTransfer.effectAllowed = 'copy';
    },
  }));

const GAP = 8;

/** Below the element, or above it where there is no room; never out of the window. */
function place(box: HTMLElement, beside: Element): void {
  const { left, top, bottom } = beside.getBoundingClientRect();
  const { width, height } = box.getBoundingClientRect();
  const isRoomBelow = bottom + GAP + height <= innerHeight - GAP;
  const y = isRoomBelow ? bottom + GAP : Math.max(GAP, top - GAP - height);
  box.style.left = `${Math.max(GAP, Math.min(left, innerWidth - width - GAP))}px`;
  box.style.top = `${y}px`;
}
