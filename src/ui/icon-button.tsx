import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import styles from './icon-button.module.css';

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  /** Its name, and with the shortcut its tooltip. */
  readonly label: string;
  readonly icon: LucideIcon;
  readonly shortcut?: string | undefined;
  readonly size?: 'regular' | 'small';
}

/** A button that shows only an icon. `aria-pressed` makes it a switch. */
export function IconButton({
  label,
  icon: Icon,
  shortcut,
  size = 'regular',
  ...rest
}: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={shortcut === undefined ? label : `${label} (${shortcut})`}
      {...rest}
      className={styles.button}
      data-size={size}
    >
      <Icon aria-hidden size={16} strokeWidth={1.75} />
    </button>
  );
}
