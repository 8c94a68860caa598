/** Lists of the document, changed so that what stays the same stays the same object: history and the views rely on it. */

interface Identified<Id> {
  readonly id: Id;
}

/** The list with the item of that id changed; the same list where the change leaves it as it is. */
export function changeItem<Id, T extends Identified<Id>>(
  items: readonly T[],
  id: Id,
  change: (item: T) => T,
): readonly T[] {
  const index = items.findIndex((item) => item.id === id);
  const item = items[index];
  if (item === undefined) return items;
  const next = change(item);
  return next === item ? items : items.with(index, next);
}

/** The list with one item moved by places up (negative) or down, no further than its ends; the same list where it stays. */
export function moveItem<T>(items: readonly T[], index: number, by: number): readonly T[] {
  const item = items[index];
  const to = Math.min(items.length - 1, Math.max(0, index + by));
  if (item === undefined || to === index) return items;
  return items.toSpliced(index, 1).toSpliced(to, 0, item);
}

/** The value with the patch's members; the same object where they are its own already. */
export function patched<T extends object>(value: T, patch: Partial<NoInfer<T>>): T {
  const isUnchanged = Object.entries(patch).every(
    // The patch is a part of T, so its keys are T's.
    ([key, part]) => value[key as keyof T] === part,
  );
  return isUnchanged ? value : { ...value, ...patch };
}
