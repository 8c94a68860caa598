import { useId, type ReactNode } from 'react';
import styles from './field.module.css';

/** The attributes that tie a control to its label, help and error. */
export interface FieldControl {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean;
  readonly 'aria-required'?: boolean;
}

export interface FieldProps {
  readonly label: string;
  readonly help?: string | undefined;
  readonly error?: string | null | undefined;
  readonly isRequired?: boolean | undefined;
  /** Stands behind the error: what mends it. */
  readonly action?: ReactNode;
  /** Draws the control with the given attributes, which tie it to its label, help and error. */
  readonly children: (control: FieldControl) => ReactNode;
}

/** A labelled form control with its help and its error as text. */
export function Field({ label, help, error, isRequired, action, children }: FieldProps) {
  const id = useId();
  const hasError = error !== undefined && error !== null;
  const ids = [help === undefined ? [] : [`${id}-help`], hasError ? [`${id}-error`] : []].flat();
  return (
    <div className={styles.field}>
      <label htmlFor={id} data-required={isRequired === true || undefined}>
        {label}
      </label>
      {children({
        id,
        'aria-describedby': ids.length === 0 ? undefined : ids.join(' '),
        'aria-invalid': hasError,
        ...(isRequired === true ? { 'aria-required': true } : {}),
      })}
      {help !== undefined && (
        <p id={`${id}-help`} className={styles.help}>
          {help}
        </p>
      )}
      {hasError && (
        <p id={`${id}-error`} role="alert" className={styles.error}>
          {error}
        </p>
      )}
      {hasError && action}
    </div>
  );
}
