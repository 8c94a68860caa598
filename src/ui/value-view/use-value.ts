import { useEffect, useState } from 'react';
import type { ValueReader } from '@/lib/value-reader';
import { openValue, type ValueFormat } from './open-value';

/** A value while it is being read, and after. */
export type ValueState =
  | { readonly status: 'reading' }
  | { readonly status: 'ready'; readonly reader: ValueReader }
  | { readonly status: 'failed'; readonly reason: string };

/** Opens bytes for as long as the component shows them. `format` is to be a constant. */
export function useValue(bytes: Uint8Array, format: ValueFormat): ValueState {
  const [opened, setOpened] = useState<{ bytes: Uint8Array; state: ValueState } | null>(null);

  useEffect(() => {
    let isCurrent = true;
    const show = (state: ValueState) => {
      if (isCurrent) setOpened({ bytes, state });
    };
    const value = open(bytes, format);
    void value.state.then(show);
    return () => {
      isCurrent = false;
      value.dispose();
    };
  }, [bytes, format]);

  return opened?.bytes === bytes ? opened.state : { status: 'reading' };
}

function open(bytes: Uint8Array, format: ValueFormat) {
  try {
    const value = openValue(bytes, format);
    return { state: settle(value.reader), dispose: value.dispose };
  } catch (error) {
    return { state: Promise.resolve(failed(error)), dispose: () => undefined };
  }
}

async function settle(reader: ValueReader | Promise<ValueReader>): Promise<ValueState> {
  try {
    return { status: 'ready', reader: await reader };
  } catch (error) {
    return failed(error);
  }
}

function failed(error: unknown): ValueState {
  const reason = error instanceof Error ? error.message : String(error);
  return { status: 'failed', reason };
}
