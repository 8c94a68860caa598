import port from 'path-browserify';

const posix: Record<string, unknown> = {
  ...port,
  toNamespacedPath: (path: string): string => path,
};
// As in Node, where the module is its own POSIX half.
posix['posix'] = posix;
posix['_makeLong'] = posix['toNamespacedPath'];
// Nothing here has such paths.
Reflect.deleteProperty(posix, 'win32');

export default posix;
