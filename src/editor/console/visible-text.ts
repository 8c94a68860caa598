/**
 * Text as people can read it: characters that are invisible, or that would reorder or colour what stands
 * around them, become their escape. Line ends and tabs stay.
 */
export function visibleText(text: string): string {
  // One cheap look first: nearly all rows are plain.
  if (!UNSEEN.test(text)) return text;
  return text.replaceAll(ALL_UNSEEN, (character) => {
    const code = character.codePointAt(0) ?? 0;
    const hex = code.toString(16).toUpperCase();
    return code <= 0xff ? `\\x${hex.padStart(2, '0')}` : `\\u{${hex}}`;
  });
}

// C0 but tab and line ends, DEL and C1, soft hyphen, Arabic letter mark, zero width, line separators,
// marks that embed, override or isolate directions, invisible operators, BOM, interlinear marks, tag characters.
const CLASS =
  '[\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u00AD\\u061C\\u180E\\u200B-\\u200F' +
  '\\u2028-\\u202E\\u2060-\\u206F\\uFEFF\\uFFF9-\\uFFFB\\u{E0000}-\\u{E007F}]';
const UNSEEN = new RegExp(CLASS, 'u');
const ALL_UNSEEN = new RegExp(CLASS, 'gu');
