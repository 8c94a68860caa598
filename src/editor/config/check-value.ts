import { checkJson } from '@/lib/check-json';
import type { ConfigVar } from '@/model/project';

/** What is wrong with a value's text for its type; null where nothing is, or nothing is there. */
export function checkValue(
  { dataType, codeLanguage, pickList }: ConfigVar,
  text: string,
): string | null {
  if (text === '') return null;
  switch (dataType) {
    case 'jsonForm':
      return jsonProblem(text);
    case 'code':
      return codeLanguage === 'json' ? jsonProblem(text) : null;
    case 'schedule':
      return /^\S+( \S+){4}$/.test(text)
        ? null
        : 'Write a cron expression of five parts: minute, hour, day, month, weekday.';
    case 'picklist':
      return pickList.includes(text) ? null : 'This is none of the options.';
    case 'number':
      return Number.isFinite(Number(text)) ? null : 'This is no number.';
    case 'string':
    case 'date':
    case 'timestamp':
    case 'boolean':
    case 'objectSelection':
    case 'objectFieldMap':
    case 'connection':
      return null;
  }
}

function jsonProblem(text: string): string | null {
  const check = checkJson(text);
  if (check.isValid) return null;
  const { line, column, reason } = check;
  const place = line === undefined ? '' : `, line ${line}, column ${column ?? 1}`;
  return `This is not valid JSON${place}: ${reason}`;
}
