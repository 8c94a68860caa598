import type { ConnectionField } from './connection-kind';

type Given = Pick<ConnectionField, 'key' | 'label' | 'comments'> & Partial<ConnectionField>;

/** A required line of text that everybody may see. */
export function plainField(given: Given): ConnectionField {
  return {
    type: 'string',
    isRequired: true,
    isSecret: false,
    isMasked: false,
    check: 'none',
    ...given,
  };
}

/** A required line of text that is kept out of the document and hidden on screen. */
export function secretField(given: Given): ConnectionField {
  return plainField({ type: 'password', isSecret: true, isMasked: true, check: 'key', ...given });
}
