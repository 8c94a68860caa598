/** Whether the page shows one thing at a time. False where there is no page. */
export function isNarrowPage(): boolean {
  return typeof matchMedia === 'function' && matchMedia('(width < 900px)').matches;
}
