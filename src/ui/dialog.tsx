import { X } from 'lucide-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { HiddenText } from './hidden-text';
import { IconButton } from './icon-button';
import styles from './dialog.module.css';

export interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Draws no head; the title stays the dialog's name. */
  readonly isBare?: boolean;
  readonly size?: 'small' | 'medium';
}

/** A modal dialog. Open while mounted; Escape, the ground and its button close it; focus goes back to its opener. */
export function Dialog({ title, onClose, children, isBare = false, size = 'small' }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const opener = document.activeElement;
    const element = dialog.current;
    if (element !== null && !element.open) {
      element.showModal();
      // A dialog with a field is opened to be typed into, and not to be closed, which its first button does.
      element.querySelector<HTMLElement>('input, select, textarea')?.focus();
    }
    return () => {
      element?.close();
      // Not where the action that closed the dialog has put the focus elsewhere.
      const isFree = document.activeElement === document.body || document.activeElement === null;
      if (isFree && opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      className={styles.dialog}
      data-size={size}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
    >
      <div className={styles.body}>
        {isBare ? (
          <h2 id={id}>
            <HiddenText>{title}</HiddenText>
          </h2>
        ) : (
          <div className={styles.head}>
            <h2 id={id}>{title}</h2>
            <IconButton label="Close" icon={X} onClick={onClose} />
          </div>
        )}
        {children}
      </div>
    </dialog>
  );
}
