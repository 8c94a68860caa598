import { isObject, keptValue } from './kept';
import type { ConfigVar } from './project';

/** What gives a variable's choices on the platform, in words; null where nothing does. It is kept and does not run. */
export function dataSourceWords({ kept }: ConfigVar): string | null {
  const source = keptValue(kept, 'dataSource');
  if (!isObject(source)) return null;
  const { key, component } = source;
  const from = isObject(component) ? component['key'] : undefined;
  if (from === 'code') return 'code of a data source';
  if (typeof key !== 'string' || typeof from !== 'string') return 'a data source';
  return `the data source ${key} of the component ${from}`;
}
