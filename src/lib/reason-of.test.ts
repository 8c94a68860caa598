import { expect, it } from 'vitest';
import { reasonOf } from './reason-of';

it.each([
  ['an error', new Error('Quota exceeded.'), 'Quota exceeded'],
  ['an error that says nothing', new DOMException(), 'no reason was given'],
  ['what is no error', 'lost', 'no reason was given'],
])('makes words of %s that a sentence can go on after', (_what, thrown, words) => {
  expect(reasonOf(thrown)).toBe(words);
});
