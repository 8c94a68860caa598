import type { Outcome, Outcomes } from './compare';

/** A member of a module, and how it compares with Node's. */
export interface Row {
  readonly member: string;
  readonly status: 'works' | 'differs' | 'not here';
  readonly note: string;
}

/** One row a try; none for what this version of Node has not. */
export function toRows(
  here: Outcomes,
  node: Outcomes,
  notes: Readonly<Record<string, string>>,
): readonly Row[] {
  return Object.entries(node)
    .filter(([, outcome]) => outcome.kind !== 'absent')
    .map(([member, outcome]) => toRow(member, here[member], outcome, notes[member] ?? ''));
}

function toRow(member: string, here: Outcome | undefined, node: Outcome, note: string): Row {
  if (here === undefined || here.kind === 'absent') return { member, status: 'not here', note };
  if (here.kind === 'threw' && here.code === 'CC-NOT-AVAILABLE') {
    return { member, status: 'not here', note: note === '' ? here.message : note };
  }
  if (here.kind === 'value' && here.text === '"undefined"' && node.kind === 'value') {
    if (node.text !== here.text) return { member, status: 'not here', note };
  }
  const isSame = here.kind === 'value' && node.kind === 'value' && here.text === node.text;
  return { member, status: isSame ? 'works' : 'differs', note: isSame ? '' : note };
}

/** The text of docs/CONFORMANCE.md. */
export function toMarkdown(modules: Readonly<Record<string, readonly Row[]>>): string {
  const all = Object.values(modules).flat();
  const count = (status: Row['status']) => all.filter((row) => row.status === status).length;
  const parts = Object.entries(modules).map(
    ([name, rows]) =>
      `## ${name}\n\n| member | | note |\n| --- | --- | --- |\n${rows
        .map(({ member, status, note }) => `| \`${member}\` | ${status} | ${escaped(note)} |`)
        .join('\n')}\n`,
  );
  return `${HEAD}
${count('works')} work, ${count('differs')} differ, ${count('not here')} are not here.

${parts.join('\n')}`;
}

function escaped(text: string): string {
  return text.replaceAll('|', String.raw`\|`).replaceAll('\n', ' ');
}

const HEAD = `# Node in the sandbox

What user code finds of Node's built-in modules and globals. The language itself is the browser's. Every row was tried in the sandbox and in Node, with the same code, and the values compared: **works** is the same value, **differs** another one, **not here** is undefined, or an error that says so. The tries are \`e2e/conformance/cases.ts\`; \`npm run conformance\` writes this page, and the test \`e2e/conformance.spec.ts\` fails where it is not what the sandbox gives.
`;
