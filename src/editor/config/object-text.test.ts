import { describe, expect, it } from 'vitest';
import { readMapping, readSelection, writeMapping, writeSelection } from './object-text';

describe('object selections', () => {
  it('are rows and come back as the platform’s list, with what else stood in it', () => {
    const text = '[{"object":{"key":"o","label":"Orders"},"defaultSelected":true}]';
    expect(readSelection(text)).toEqual([{ name: 'o', value: 'Orders' }]);
    const rows = [...readSelection(text), { name: 'c', value: 'Customers' }];
    expect(JSON.parse(writeSelection(text, rows))).toEqual([
      { object: { key: 'o', label: 'Orders' }, defaultSelected: true },
      { object: { key: 'c', label: 'Customers' } },
    ]);
  });

  it('are empty for text that is none, and none for no rows', () => {
    expect(readSelection('{')).toEqual([]);
    expect(writeSelection('[]', [])).toBe('');
  });
});

describe('field maps', () => {
  it('are rows of field and "Object.Field", and come back with their options', () => {
    const text = writeMapping('{"options":["x"]}', [
      { name: 'email', value: 'Contact.Email' },
      { name: 'phone', value: '' },
    ]);
    expect(JSON.parse(text)).toEqual({
      options: ['x'],
      fields: [
        {
          field: { key: 'email', label: 'email' },
          mappedObject: { key: 'Contact', label: 'Contact' },
          mappedField: { key: 'Email', label: 'Email' },
        },
        { field: { key: 'phone', label: 'phone' } },
      ],
    });
    expect(readMapping(text)).toEqual([
      { name: 'email', value: 'Contact.Email' },
      { name: 'phone', value: '' },
    ]);
  });
});
