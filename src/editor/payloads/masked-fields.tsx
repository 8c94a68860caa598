import { X } from 'lucide-react';
import { useId, useMemo } from 'react';
import { countMasked, fieldPaths } from '@/model/masked-fields';
import type { Payload } from '@/model/project';
import { updatePayload } from '@/state/commands/payloads';
import { IconButton } from '@/ui/icon-button';
import { TextInput } from '@/ui/text-input';
import { useBurst } from '@/ui/use-burst';
import styles from './payloads-view.module.css';

const NONE: readonly string[] = [];

/** The places of a payload that are covered while presenting. What is put into the last, empty row becomes a new one. */
export function MaskedFields({ payload }: { readonly payload: Payload }) {
  const id = useId();
  const burst = useBurst();
  const paths = payload.masked ?? NONE;
  const suggestions = useMemo(() => fieldPaths(payload), [payload]);
  const write = (masked: readonly string[], timeStamp?: number) =>
    updatePayload(payload.id, { masked }, timeStamp === undefined ? undefined : burst(timeStamp));
  return (
    <fieldset className={styles.masked} aria-describedby={`${id}-help`}>
      <legend>Cover while presenting</legend>
      {[...paths, ''].map((path, index) => (
        // Rows have no identity but their place.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className={styles.maskedRow}>
          <TextInput
            aria-label={`JSON path, row ${index + 1}`}
            aria-describedby={`${id}-${index}`}
            list={`${id}-paths`}
            placeholder={index === paths.length ? '$.customer.email' : ''}
            value={path}
            onChange={({ target, timeStamp }) =>
              write(
                index === paths.length ? [...paths, target.value] : paths.with(index, target.value),
                timeStamp,
              )
            }
          />
          {index < paths.length && (
            <IconButton
              label={`Remove row ${index + 1}`}
              icon={X}
              onClick={() => write(paths.toSpliced(index, 1))}
            />
          )}
          <span id={`${id}-${index}`} className={styles.hint}>
            {index < paths.length && path.trim() !== '' ? words(countMasked(payload, path)) : ''}
          </span>
        </div>
      ))}
      <datalist id={`${id}-paths`}>
        {suggestions.map((path) => (
          <option key={path}>{path}</option>
        ))}
      </datalist>
      <p id={`${id}-help`} className={styles.hint}>
        Places in the body (<code>$.customer.email</code>, <code>$..email</code>) or beside it (
        <code>headers.X-Key</code>). Presenting covers their values here, in results, logs, requests
        and the response.
      </p>
    </fieldset>
  );
}

function words(count: number | null): string {
  if (count === null) return 'This is no JSON path.';
  if (count === 0) return 'Nothing is there in this payload.';
  return count === 1 ? '1 value' : `${count} values`;
}
