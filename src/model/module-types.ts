import { isNodeModule } from '@/lib/node-modules';
import { MODULE_MEMBERS } from './module-members';

/** What can be called or constructed itself, beside its members. */
const CALLABLE = [
  'ajv',
  'assert',
  'assert/strict',
  'axios',
  'dayjs',
  'events',
  'jszip',
  'lodash',
  'stream',
];

/** Names of `node:` modules whose members have more than a name in `declared-types.ts`. */
const WRITTEN: Readonly<Record<string, string>> = {
  assert: 'AssertModule',
  buffer: 'BufferModule',
  crypto: 'CryptoModule',
  os: 'OsModule',
  path: 'PathModule',
  querystring: 'QuerystringModule',
  url: 'UrlModule',
  util: 'UtilModule',
  zlib: 'ZlibModule',
};

/** Declarations of everything that `require` gives: of each module at least its members' names. */
export const MODULE_TYPES = Object.entries(MODULE_MEMBERS).map(declaration).join('\n');

function declaration([name, members]: readonly [string, string]): string {
  const own = `Members_${name.replaceAll(/\W/g, '_')}`;
  const written = WRITTEN[name];
  const calls = CALLABLE.includes(name)
    ? ['  (...args: any[]): any;', '  new (...args: any[]): any;']
    : [];
  const lines = members
    .split(' ')
    .map((member) =>
      member.endsWith('()')
        ? `  ${member.slice(0, -2)}(...args: any[]): any;`
        : `  readonly ${member}: any;`,
    );
  // What is called itself keeps its calls: Omit would drop them.
  const rest = calls.length > 0 ? own : `Omit<${own}, keyof ${written}>`;
  const given = written === undefined ? own : `${written} & ${rest}`;
  return [
    `interface ${own} {`,
    ...calls,
    ...lines,
    '}',
    `/** ${commentOf(name)} */`,
    `declare function require(name: ${namesOf(name)}): ${given};`,
  ].join('\n');
}

function commentOf(name: string): string {
  return isNodeModule(name)
    ? `Node's ${name}. docs/CONFORMANCE.md says what is here.`
    : `${name}, of the offline catalogue: works without a network.`;
}

/** With a version and a file, or with `node:` in front. */
function namesOf(name: string): string {
  return isNodeModule(name) ? `'${name}' | 'node:${name}'` : `'${name}' | \`${name}@\${string}\``;
}
