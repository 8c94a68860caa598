import { checkJson } from '@/lib/check-json';
import { err, ok, type Result } from '@/lib/result';
import { MOST_STATE_BYTES } from '@/plan/state';

/** The state's text as it is kept, of what a person typed; else what is wrong with it. */
export function readStateText(text: string): Result<string, string> {
  if (text.trim() === '') return ok('{}');
  const check = checkJson(text);
  if (!check.isValid) {
    const place = check.line === undefined ? '' : ` in line ${check.line}, column ${check.column}`;
    return err(`this is not JSON${place}: ${check.reason}.`);
  }
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return err('state is an object. Write { "name": value }.');
  if (text.length > MOST_STATE_BYTES) return err('the platform keeps at most 64 MB of state.');
  return ok(JSON.stringify(value));
}
