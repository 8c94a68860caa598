import { findConnectionKind } from '@/kinds/connections';
import type { ConnectionField } from '@/kinds/connections/connection-kind';
import { plainField } from '@/kinds/connections/fields';
import type { Connection } from './project';

/** The inputs of a connection. Of a kind that is not known here nobody can say what is secret: all of them are. */
export function connectionFields({
  component,
  key,
  inputs,
}: Connection): readonly ConnectionField[] {
  const kind = findConnectionKind(component, key);
  if (kind !== null) return kind.fields;
  return Object.entries(inputs).map(([input, value]) =>
    plainField({
      key: input,
      label: input,
      comments: '',
      isRequired: false,
      isSecret: typeof value === 'string',
      isMasked: typeof value === 'string',
      type: typeof value === 'string' ? 'string' : 'keyvaluelist',
    }),
  );
}
