import { expect, it } from 'vitest';
import { dayText } from './day-text';

const now = new Date(2025, 10, 13, 9, 30).getTime();

it.each([
  [new Date(2025, 10, 13, 0, 5), '00:05'],
  [new Date(2025, 10, 12, 23, 55), 'Yesterday'],
  [new Date(2025, 10, 10, 12, 0), 'Monday'],
  [new Date(2025, 1, 18, 12, 0), '18 Feb'],
  [new Date(2024, 1, 18, 12, 0), '18 Feb 2024'],
])('%s reads "%s"', (date, text) => {
  expect(dayText(date.getTime(), now, 'en-GB')).toBe(text);
});
