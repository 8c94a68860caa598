import { ChevronDown, type LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import styles from './select.module.css';

export interface SelectProps extends ComponentProps<'select'> {
  readonly icon?: LucideIcon;
}

/** A native choice list, dressed as the other controls. */
export function Select({ icon: Icon, children, ...rest }: SelectProps) {
  return (
    <span className={styles.select}>
      {Icon !== undefined && <Icon aria-hidden size={16} strokeWidth={1.75} />}
      <select {...rest}>{children}</select>
      <ChevronDown aria-hidden size={16} strokeWidth={1.75} />
    </span>
  );
}
