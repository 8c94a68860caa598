/** The first rows of a CSV text, and whether there are more. */
export interface CsvRows {
  readonly rows: readonly (readonly string[])[];
  readonly hasMore: boolean;
}

/** Reads RFC 4180: cells in quotes may hold commas, line breaks and doubled quotes. Never fails. */
export function parseCsv(text: string, most: number, separator = ','): CsvRows {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  const endRow = () => {
    row.push(cell);
    rows.push(row);
    row = [];
    cell = '';
  };
  while (at < text.length && rows.length < most) {
    const character = text.charAt(at);
    if (isQuoted) {
      if (character !== '"') cell += character;
      else if (text.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else isQuoted = false;
    } else if (character === '"' && cell === '') isQuoted = true;
    else if (character === separator) {
      row.push(cell);
      cell = '';
    } else if (character === '\n' || character === '\r') {
      if (character === '\r' && text.charAt(at + 1) === '\n') at += 1;
      endRow();
    } else cell += character;
    at += 1;
  }
  if (rows.length < most && (cell !== '' || row.length > 0)) endRow();
  return { rows, hasMore: at < text.length };
}
