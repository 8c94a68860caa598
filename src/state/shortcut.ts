/** A key press as far as a shortcut looks at it. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** Which keys the shortcuts are written with. */
export type Platform = 'mac' | 'other';

/** The device's, by what the browser says of itself; a shortcut on another keyboard still works. */
export function platform(): Platform {
  return typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent)
    ? 'mac'
    : 'other';
}

/** Whether a key press is the shortcut, written as "Mod+Shift+Z", "F8", "A", "?". Mod is ⌘ on a Mac and Ctrl elsewhere. */
export function matchShortcut(
  press: KeyPress,
  shortcut: string,
  on: Platform = platform(),
): boolean {
  const parts = shortcut.split('+');
  // "Mod++" ends in the key "+".
  const key = parts.at(-1) === '' ? '+' : (parts.at(-1) ?? '');
  const wantsMod = parts.includes('Mod');
  const mod = on === 'mac' ? press.metaKey : press.ctrlKey;
  const otherMod = on === 'mac' ? press.ctrlKey : press.metaKey;
  if (wantsMod !== mod || otherMod || parts.includes('Alt') !== press.altKey) return false;
  if (press.key.toLowerCase() !== key.toLowerCase()) return false;
  // Signs such as ? need Shift on some keyboards and not on others: their key says it all.
  return !/^[a-z0-9]$|^.{2,}$/i.test(key) || parts.includes('Shift') === press.shiftKey;
}

const ARROWS = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→' };
const MAC: Readonly<Record<string, string>> = {
  ...ARROWS,
  Mod: '⌘',
  Shift: '⇧',
  Alt: '⌥',
  Enter: '↩',
};
const OTHER: Readonly<Record<string, string>> = { ...ARROWS, Mod: 'Ctrl' };

/** A shortcut as keys to show: ["Ctrl", "K"]. */
export function shortcutKeys(shortcut: string, on: Platform = platform()): readonly string[] {
  const names = on === 'mac' ? MAC : OTHER;
  const parts = shortcut.endsWith('+')
    ? [...shortcut.slice(0, -1).split('+').filter(Boolean), '+']
    : shortcut.split('+');
  return parts.map((part) => (Object.hasOwn(names, part) ? (names[part] ?? part) : part));
}
