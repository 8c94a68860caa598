import { useEffect } from 'react';
import { provideViewHandlers, viewHandlers } from '@/state/view-handlers';

/** In the order of F6. Not all of them are on screen at once. */
const regions = [
  { name: 'Top', selector: 'header' },
  { name: 'Project', selector: 'nav[aria-label="Project"]' },
  { name: 'Canvas', selector: 'section[aria-label="Canvas"]' },
  { name: 'Outline', selector: 'section[aria-label="Outline"]' },
  { name: 'View', selector: 'main' },
  { name: 'Step', selector: 'section[aria-label="Step"]' },
  { name: 'Run console', selector: 'section[aria-label="Run console"]' },
] as const;

type RegionName = (typeof regions)[number]['name'];

const tabbable =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex]';
/** The panel's code comes on demand. */
const MOST_FRAMES = 600;
const SETTLING_FRAMES = 30;

/** Offers commands the ways to move the focus between regions. */
export function useRegions(): void {
  useEffect(
    () => provideViewHandlers({ focusRegion: focusNextRegion, focusStep: () => focusStep(0) }),
    [],
  );
}

/** Moves the focus into a region, to what is current in it. */
export function focusRegion(name: RegionName): void {
  const region = regionElement(name);
  if (region === null) return;
  if (name === 'Canvas' || name === 'Outline') viewHandlers().focusCanvas?.();
  else if (name === 'Step') focusStep(0);
  else firstTabStop(region)?.focus();
}

function focusNextRegion(by: 1 | -1): void {
  const present = regions.filter(({ name }) => isPresent(name));
  const active = document.activeElement;
  const at = present.findLastIndex(
    ({ name }) => active !== null && regionElement(name)?.contains(active) === true,
  );
  const next = present[(at + by + present.length) % present.length];
  if (next !== undefined) focusRegion(next.name);
}

/** `main` counts only where none of its regions does. */
function isPresent(name: RegionName): boolean {
  if (name === 'View') return !isPresent('Canvas') && !isPresent('Outline') && !isPresent('Step');
  return regionElement(name) !== null;
}

function regionElement(name: RegionName): HTMLElement | null {
  const region = regions.find((candidate) => candidate.name === name);
  return region === undefined ? null : document.querySelector<HTMLElement>(region.selector);
}

/** The open step's code, or the tab that is open where it shows something else. */
function focusStep(frame: number): void {
  const step = regionElement('Step');
  const tab = step?.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]');
  const isCode = tab?.textContent === 'Code';
  // While the editor loads a field stands in for it, which cannot be typed in and goes away.
  const editor = step?.querySelector<HTMLElement>(
    '.native-edit-context, .monaco-editor textarea, textarea:not([readonly])',
  );
  if (isCode && editor !== null && editor !== undefined) {
    editor.focus();
    // Until it is ready it is hidden, and takes no focus.
    if (document.activeElement === editor) keepFocus(editor, frame, 0);
    else if (frame < MOST_FRAMES) requestAnimationFrame(() => focusStep(frame + 1));
  } else if ((step === null || isCode) && frame < MOST_FRAMES) {
    requestAnimationFrame(() => focusStep(frame + 1));
  } else tab?.focus();
}

/** Monaco puts another field in the place of its first one when it is given its text: then that one is for the focus. */
function keepFocus(field: HTMLElement, frame: number, seen: number): void {
  const { activeElement } = document;
  if (!field.isConnected && (activeElement === null || activeElement === document.body)) {
    focusStep(frame + 1);
  } else if (seen < SETTLING_FRAMES) {
    requestAnimationFrame(() => keepFocus(field, frame, seen + 1));
  }
}

function firstTabStop(region: HTMLElement): HTMLElement | null {
  const stops = [...region.querySelectorAll<HTMLElement>(tabbable)].filter(
    (element) => element.tabIndex >= 0 && element.checkVisibility(),
  );
  const current = stops.find(
    (element) => element.ariaSelected === 'true' || element.ariaCurrent !== null,
  );
  return current ?? stops[0] ?? null;
}
