import { ChevronDown, type LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import styles from './select.module.css';

export interface SelectProps extends Omit<ComponentProps<'select'>, 'size'> {
  readonly icon?: LucideIcon;
  readonly size?: 'default' | 'compact';
}

/** A native choice list, dressed as the other controls. */
export function Select({ icon: Icon, size = 'default', children, ...rest }: SelectProps) {
  return (
    <span className={styles.select} data-size={size}>
      {Icon !== undefined && <Icon aria-hidden size={16} strokeWidth={1.75} />}
      <select {...rest}>{children}</select>
      <ChevronDown aria-hidden size={size === 'compact' ? 14 : 16} strokeWidth={1.75} />
    </span>
  );
}
