import { useEffect, useState } from 'react';
import { loadedMonaco, loadMonaco } from './load-monaco';
import type * as MonacoModule from './monaco';

/** Whether Monaco's code is there. */
export type MonacoState =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly module: typeof MonacoModule }
  | { readonly status: 'failed'; readonly retry: () => void };

/** Monaco for the component, loading it when nobody has yet. */
export function useMonaco(): MonacoState {
  const [state, setState] = useState(stateNow);
  useEffect(() => {
    let isCurrent = true;
    const load = async () => {
      const next = await outcome(load);
      if (isCurrent) setState(next);
    };
    if (loadedMonaco() === null) void load();
    return () => {
      isCurrent = false;
    };
  }, []);
  return state;
}

function stateNow(): MonacoState {
  const module = loadedMonaco();
  return module === null ? { status: 'loading' } : { status: 'ready', module };
}

async function outcome(load: () => Promise<void>): Promise<MonacoState> {
  try {
    return { status: 'ready', module: await loadMonaco() };
  } catch {
    return { status: 'failed', retry: () => void load() };
  }
}
