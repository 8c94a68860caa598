import type { KeyboardEvent } from 'react';

/** Arrow keys, Home and End on a tab of a row; the tab that gets the focus is shown. */
export function onTabKey(event: KeyboardEvent<HTMLElement>): void {
  const list = event.currentTarget.closest('[role="tablist"]');
  const tabs = [...(list?.querySelectorAll<HTMLElement>('[role="tab"]') ?? [])];
  const at = tabs.indexOf(event.currentTarget);
  const target = targetOf(event.key, at, tabs.length);
  if (target === null) return;
  event.preventDefault();
  tabs[target]?.focus();
  tabs[target]?.click();
}

function targetOf(key: string, at: number, count: number): number | null {
  if (key === 'ArrowRight') return (at + 1) % count;
  if (key === 'ArrowLeft') return (at - 1 + count) % count;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : null;
}
