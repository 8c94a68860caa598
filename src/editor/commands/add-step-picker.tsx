import { Braces } from 'lucide-react';
import { useEffect, useRef } from 'react';
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

  useEffect(() => {
    const opener = document.activeElement;
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
  }, []);

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
