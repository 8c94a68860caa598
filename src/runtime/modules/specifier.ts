/** What user code may name in `require`: `package[@version][/file]` (platform.md 2.11). */
export interface Specifier {
  /** With its scope: `@scope/name`. */
  readonly name: string;
  /** As written: a version, a range or a tag; null where none is. */
  readonly version: string | null;
  /** Without a leading slash; null for the package's main file. */
  readonly file: string | null;
}

const PATTERN =
  /^((?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*)(?:@([a-z0-9.^~<>=*+-]{1,60}))?(?:\/(.+))?$/i;

/** Reads a specifier; null for paths, addresses and anything else that is none. */
export function parseSpecifier(text: string): Specifier | null {
  if (text.length > 300) return null;
  const [, name, version = null, file = null] = PATTERN.exec(text) ?? [];
  if (name === undefined) return null;
  const parts = file?.split('/') ?? [];
  const isPath = parts.every((part) => part !== '' && part !== '.' && part !== '..');
  return isPath && !/[\\?#%\s]/.test(file ?? '') ? { name, version, file } : null;
}

/** The specifier as it is written. */
export function specifierText({ name, version, file }: Specifier): string {
  return `${name}${version === null ? '' : `@${version}`}${file === null ? '' : `/${file}`}`;
}
