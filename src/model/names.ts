/**
 * The name itself, or with the first free number behind it, as the platform names steps:
 * "Code Block", "Code Block 2", "Code Block 3". `isTaken` decides what counts as the same.
 */
export function uniqueName(name: string, isTaken: (name: string) => boolean): string {
  if (!isTaken(name)) return name;
  const base = name.replace(/ \d+$/, '');
  for (let number = 2; ; number += 1) {
    const candidate = `${base} ${number}`;
    if (!isTaken(candidate)) return candidate;
  }
}
