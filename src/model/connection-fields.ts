import { findConnectionKind } from '@/kinds/connections';
import type { ConnectionField } from '@/kinds/connections/connection-kind';
import { plainField } from '@/kinds/connections/fields';
import { mayOpenDoors } from '@/kinds/connections/secret-names';
import type { Connection } from './project';

/** The inputs of a connection. Of a kind that is not known here their names tell which are secret. */
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
      isSecret: typeof value === 'string' && mayOpenDoors(input),
      isMasked: typeof value === 'string' && mayOpenDoors(input),
      type: typeof value === 'string' ? 'string' : 'keyvaluelist',
    }),
  );
}
