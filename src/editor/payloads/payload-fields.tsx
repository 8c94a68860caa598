import { useId } from 'react';
import type { Payload } from '@/model/project';
import { updatePayload } from '@/state/commands/payloads';
import { useBurst } from '@/ui/use-burst';
import { PairTable } from './pair-table';
import { contentTypePatch, headersPatch, type PayloadPatch } from './payload-patch';
import styles from './payloads-view.module.css';

const METHODS = ['POST', 'PUT', 'PATCH', 'DELETE', 'GET'];
const CONTENT_TYPES = [
  'application/json',
  'application/xml',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'text/csv',
  'text/plain',
  'application/octet-stream',
];

/** Everything of a request but its body. */
export function PayloadFields({ payload }: { readonly payload: Payload }) {
  const id = useId();
  const burst = useBurst();
  const update = (patch: PayloadPatch, timeStamp?: number) =>
    updatePayload(payload.id, patch, timeStamp === undefined ? undefined : burst(timeStamp));
  const isKnown = METHODS.includes(payload.method);
  return (
    <div className={styles.fields}>
      <div className={styles.pair}>
        <div className={styles.field}>
          <label htmlFor={`${id}-method`}>Method</label>
          <select
            id={`${id}-method`}
            className={styles.input}
            value={payload.method}
            onChange={(event) => update({ method: event.target.value })}
          >
            {!isKnown && <option>{payload.method}</option>}
            {METHODS.map((method) => (
              <option key={method}>{method}</option>
            ))}
          </select>
        </div>
        <div className={styles.field}>
          <label htmlFor={`${id}-type`}>Content type</label>
          <input
            id={`${id}-type`}
            className={styles.input}
            list={`${id}-types`}
            value={payload.contentType}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) =>
              update(contentTypePatch(payload, event.target.value), event.timeStamp)
            }
          />
          <datalist id={`${id}-types`}>
            {CONTENT_TYPES.map((type) => (
              <option key={type}>{type}</option>
            ))}
          </datalist>
        </div>
      </div>
      <div className={styles.field}>
        <label htmlFor={`${id}-path`}>Path</label>
        <input
          id={`${id}-path`}
          className={styles.input}
          value={payload.pathFragment}
          placeholder="orders/eu"
          autoComplete="off"
          spellCheck={false}
          aria-describedby={`${id}-path-hint`}
          onChange={(event) =>
            update({ pathFragment: event.target.value.replace(/^\/+/u, '') }, event.timeStamp)
          }
        />
        <p id={`${id}-path-hint`} className={styles.hint}>
          After the flow&rsquo;s own address. Arrives as <code>payload.pathFragment</code>
        </p>
      </div>
      <PairTable
        label="Headers"
        pairs={payload.headers}
        hint="Names keep the spelling you type, as the platform keeps it"
        onChange={(headers, timeStamp) => update(headersPatch(payload, headers), timeStamp)}
      />
      <PairTable
        label="Query parameters"
        pairs={payload.queryParameters}
        onChange={(queryParameters, timeStamp) => update({ queryParameters }, timeStamp)}
      />
    </div>
  );
}
