import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { Keys } from './keys';
import styles from './button.module.css';

export interface ButtonProps extends ComponentProps<'button'> {
  readonly variant?: 'plain' | 'primary' | 'ghost' | 'danger';
  readonly size?: 'regular' | 'compact';
  readonly icon?: LucideIcon;
  /** Shown at the end, for the eye only. */
  readonly shortcut?: string | undefined;
}

/** A button with words on it. */
export function Button({
  variant = 'plain',
  size = 'regular',
  icon: Icon,
  shortcut,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={styles.button}
      data-variant={variant}
      data-size={size}
    >
      {Icon !== undefined && <Icon aria-hidden size={16} strokeWidth={1.75} />}
      {children}
      {shortcut !== undefined && <Keys text={shortcut} />}
    </button>
  );
}
