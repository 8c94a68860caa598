import { useEffect } from 'react';
import { commands, findCommand } from '@/state/commands';
import type { CommandId } from '@/state/commands/command';
import { importPasted } from '@/state/commands/imports';
import { pasteSteps } from '@/state/commands/steps';
import { matchShortcut } from '@/state/shortcut';
import { useSession } from '@/state/session';
import { viewHandlers } from '@/state/view-handlers';

/** What counts even while text is being typed: nothing an editor or a field wants for itself. */
const whileTyping: ReadonlySet<CommandId> = new Set([
  'run',
  'stop',
  'commands',
  'toggle-console',
  'next-region',
  'previous-region',
  'next-problem',
  'previous-problem',
  'next-step',
  'previous-step',
  'maximise-panel',
]);

/** The one listener for the shortcuts of the command table. */
export function useShortcuts(): void {
  useEffect(() => {
    // In the capture phase: the code editor keeps what it knows, and it knows F8 and Mod+Enter.
    document.addEventListener('keydown', runShortcut, true);
    document.addEventListener('keydown', stepBack);
    document.addEventListener('paste', pasteHere);
    return () => {
      document.removeEventListener('keydown', runShortcut, true);
      document.removeEventListener('keydown', stepBack);
      document.removeEventListener('paste', pasteHere);
    };
  }, []);
}

function runShortcut(event: KeyboardEvent): void {
  if (event.isComposing || isAnythingOnTop()) return;
  const target = event.target instanceof Element ? event.target : null;
  const isTyping = target !== null && isEditor(target);
  const hasCanvas = isOnCanvas(target);
  const found = commands.find(({ id, shortcuts, scope, when }) => {
    if (isTyping && !whileTyping.has(id)) return false;
    // Enter on a button presses it; on a step the canvas and the outline open it themselves.
    if (id === 'open-step') return false;
    // Asks nothing of the canvas, only that nobody is typing.
    if (scope === 'canvas' && !hasCanvas && id !== 'shortcuts') return false;
    return shortcuts.some((shortcut) => matchShortcut(event, shortcut)) && when();
  });
  // The browser answers this key with the text itself, below.
  if (found === undefined || found.id === 'paste') return;
  event.preventDefault();
  event.stopPropagation();
  if (found.id === 'run' && target instanceof HTMLInputElement) leaveAndReturn(target);
  found.do();
}

/** The event brings the clipboard's text; to read it uncalled, the browser would ask the person for leave. */
function pasteHere(event: ClipboardEvent): void {
  // Without a selection of text the event is sent to the page's body, whatever has the focus.
  const focused = document.activeElement;
  if (event.defaultPrevented || isAnythingOnTop() || focused === null || isEditor(focused)) return;
  const text = event.clipboardData?.getData('text/plain');
  // A definition is a project of its own, wherever on the page it is pasted.
  if (text !== undefined && importPasted(text)) event.preventDefault();
  else if (isOnCanvas(focused) && findCommand('paste').when()) {
    event.preventDefault();
    void pasteSteps(text);
  }
}

/** Fields keep what was typed when they are left; a run takes it all the same. */
function leaveAndReturn(field: HTMLInputElement): void {
  field.blur();
  field.focus();
}

/** Escape leads out, one place at a time: editor, panel, canvas. What has its own use for it has used it by now. */
function stepBack(event: KeyboardEvent): void {
  if (event.key !== 'Escape' || event.defaultPrevented || isAnythingOnTop()) return;
  const target = event.target instanceof Element ? event.target : null;
  const step = target?.closest('section[aria-label="Step"]');
  if (step === null || step === undefined || target === null) return;
  if (target.closest('.monaco-editor') === null) viewHandlers().focusCanvas?.();
  else step.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus();
}

/** Dialogs and menus have the keys to themselves. */
function isAnythingOnTop(): boolean {
  return (
    useSession.getState().dialog !== null ||
    document.querySelector('dialog[open], [popover]:popover-open') !== null
  );
}

function isEditor(target: Element): boolean {
  return (
    target.closest('input, textarea, select, [contenteditable="true"], .monaco-editor, .nokey') !==
      null || target.classList.contains('native-edit-context')
  );
}

function isOnCanvas(target: Element | null): boolean {
  const graph = target?.closest('section[aria-label="Canvas"], section[aria-label="Outline"]');
  return graph !== null && graph !== undefined;
}
