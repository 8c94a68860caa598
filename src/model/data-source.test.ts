import { expect, it } from 'vitest';
import { BLANK_CONFIG_VAR } from './new-project';
import { dataSourceWords } from './data-source';
import type { Json } from './kept';
import type { ConfigVar } from './project';

const configVar = (dataSource?: Json): ConfigVar => ({
  ...BLANK_CONFIG_VAR,
  id: 'v' as never,
  name: 'Tier',
  ...(dataSource === undefined ? {} : { kept: { dataSource: { is: dataSource } } }),
});

it.each<readonly [Json | undefined, string | null]>([
  [undefined, null],
  [null, null],
  [{ key: 'runCodeJsonForm', component: { key: 'code' } }, 'code of a data source'],
  [
    { key: 'listRegions', component: { key: 'shop' } },
    'the data source listRegions of the component shop',
  ],
  [{ key: 1 }, 'a data source'],
])('a variable whose data source is %j is filled by %s', (dataSource, words) => {
  expect(dataSourceWords(configVar(dataSource))).toBe(words);
});
