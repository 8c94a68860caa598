import { describe, expect, it } from 'vitest';
import { matchShortcut, shortcutKeys } from './shortcut';

const press = (key: string, ...held: readonly ('ctrl' | 'meta' | 'shift' | 'alt')[]) => ({
  key,
  ctrlKey: held.includes('ctrl'),
  metaKey: held.includes('meta'),
  shiftKey: held.includes('shift'),
  altKey: held.includes('alt'),
});

describe('a shortcut', () => {
  it.each([
    ['Mod+Enter', press('Enter', 'ctrl'), 'other', true],
    ['Mod+Enter', press('Enter', 'meta'), 'mac', true],
    ['Mod+Enter', press('Enter', 'ctrl'), 'mac', false],
    ['Mod+Z', press('z', 'ctrl'), 'other', true],
    ['Mod+Z', press('Z', 'ctrl', 'shift'), 'other', false],
    ['Mod+Shift+Z', press('Z', 'ctrl', 'shift'), 'other', true],
    ['A', press('a'), 'other', true],
    ['A', press('a', 'ctrl'), 'other', false],
    ['?', press('?', 'shift'), 'other', true],
    ['+', press('+', 'shift'), 'other', true],
    ['F8', press('F8', 'shift'), 'other', false],
    ['Shift+F8', press('F8', 'shift'), 'other', true],
    ['Mod+\\', press('\\', 'ctrl'), 'other', true],
  ] as const)('%s against %o on %s is %s', (shortcut, pressed, on, expected) => {
    expect(matchShortcut(pressed, shortcut, on)).toBe(expected);
  });

  it('is shown in the platform’s own signs', () => {
    expect(shortcutKeys('Mod+Shift+Z', 'mac')).toEqual(['⌘', '⇧', 'Z']);
    expect(shortcutKeys('Mod+K', 'other')).toEqual(['Ctrl', 'K']);
  });
});
