import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import styles from './canvas-button.module.css';

interface CanvasButtonProps extends Omit<ComponentProps<'button'>, 'onClick'> {
  readonly icon: LucideIcon;
  readonly 'aria-label': string;
  readonly onPress: () => void;
}

/** A small button on the drawing. It is for the pointer: by keyboard, the selected step's commands do the same. */
export function CanvasButton({ icon: Icon, className, onPress, ...rest }: CanvasButtonProps) {
  return (
    <button
      type="button"
      tabIndex={-1}
      {...rest}
      className={`${styles.button ?? ''} ${className ?? ''} nodrag nopan`}
      onClick={(event) => {
        // Not a press on the step or the edge it stands on, which would select that.
        event.stopPropagation();
        onPress();
      }}
    >
      <Icon aria-hidden size={14} />
    </button>
  );
}
