import * as z from 'zod/mini';
import { checkField } from '@/kinds/connections/check-field';
import type { ConnectionField } from '@/kinds/connections/connection-kind';

// The page's policy forbids making functions from text, which zod would otherwise try.
z.config({ jitless: true });

/** What the form of a connection holds, by the place of the field: keys of foreign connections may be any text. */
export type FormValues = Record<string, string | { key: string; value: string }[]>;

/** A field's name within the form: its own key may have dots, which the form would take for a path. */
export function inputName(index: number): string {
  return `field${index}`;
}

/** Checks a form by its field specs. */
export function formSchema(fields: readonly ConnectionField[]) {
  return z.object(
    Object.fromEntries(fields.map((field, index) => [inputName(index), inputSchema(field)])),
  );
}

function inputSchema(field: ConnectionField) {
  if (field.type === 'keyvaluelist') {
    return z.array(z.object({ key: z.string(), value: z.string() })).check((context) => {
      const problem = headerProblem(context.value);
      if (problem !== null) {
        context.issues.push({ code: 'custom', message: problem, input: context.value });
      }
    });
  }
  return z.string().check((context) => {
    const message =
      context.value === '' && field.isRequired
        ? `${field.label} is required.`
        : checkField(field, context.value)?.message;
    if (message !== undefined) {
      context.issues.push({ code: 'custom', message, input: context.value });
    }
  });
}

/** A header's name is a token (RFC 9110), and no line may end in it. */
function headerProblem(headers: readonly { key: string; value: string }[]): string | null {
  for (const { key, value } of headers) {
    if (key === '') return value === '' ? null : 'A header has a value and no name.';
    if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(key)) {
      return `“${key}” cannot be the name of a header: use letters, digits and hyphens.`;
    }
    if (/[\r\n]/.test(value)) return `The value of ${key} has a line end in it.`;
  }
  return null;
}
