/** Text of TypeScript as it is written into files. */

/** A value of JSON as a literal. `__proto__` is written so that it names a member. */
export function literal(value: unknown, indent = ''): string {
  if (value === undefined) return 'undefined';
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    const items = value.map((item: unknown) => `${inner}${literal(item, inner)},`);
    return `[\n${items.join('\n')}\n${indent}]`;
  }
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  if (members.length === 0) return '{}';
  const lines = members.map(
    ([key, member]) => `${inner}${memberName(key)}: ${literal(member, inner)},`,
  );
  return `{\n${lines.join('\n')}\n${indent}}`;
}

function memberName(key: string): string {
  if (key === '__proto__') return '["__proto__"]';
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
}

/** A text as a comment of one line. */
export function comment(text: string): string {
  return `// ${text.replaceAll(/[\r\n\u2028\u2029]+/g, ' ')}`;
}

/** Shifts all lines but empty ones to the right. */
export function indented(text: string, by: string): string {
  return text.replaceAll(/^(?=.)/gm, by);
}

const RESERVED = new Set(
  `arguments await break case catch class const continue debugger default delete do else enum eval export extends false
  finally flow for function if implements import in instanceof interface let new null package private protected public
  return static super switch this throw true try typeof undefined var void while with yield`.split(
    /\s+/,
  ),
);

/** Names for variables and files, each given once, and none of those that are taken. */
export function createNames(taken: readonly string[] = []): (wanted: string) => string {
  const given = new Set(taken.map((name) => name.toLowerCase()));
  return (wanted) => {
    const start =
      wanted === '' || /^\d/.test(wanted) || RESERVED.has(wanted) ? `step${wanted}` : wanted;
    let name = start;
    // File names must differ in more than their capitals.
    for (let number = 2; given.has(name.toLowerCase()); number += 1) name = `${start}${number}`;
    given.add(name.toLowerCase());
    return name;
  };
}
