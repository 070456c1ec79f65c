import { expect, test } from 'vitest';
import {
  dayFrom,
  dayOf,
  daysAfter,
  isDay,
  isMonth,
  monthOf,
  monthsAfter,
} from '../src/api/calendar';

test.each([
  ['2026-11', 1, '2026-12'],
  ['2026-12', 1, '2027-01'],
  ['2026-01', -1, '2025-12'],
  ['2024-03', -13, '2023-02'],
  ['9999-11', 1, '9999-12'],
])('%s and %d months make %s', (month, months, expected) => {
  expect(monthsAfter(month, months)).toBe(expected);
});

test.each([
  ['2024-03-01', -1, '2024-02-29'],
  ['2026-01-01', -29, '2025-12-03'],
  ['2026-12-31', 1, '2027-01-01'],
])('%s and %d days make %s', (day, days, expected) => {
  expect(daysAfter(day, days)).toBe(expected);
});

test('the day and the month of an instant are those of UTC', () => {
  const lastMinute = Date.UTC(2026, 10, 30, 23, 59);
  expect(dayOf(lastMinute)).toBe('2026-11-30');
  expect(monthOf(lastMinute)).toBe('2026-11');
  expect(monthOf(lastMinute + 60_000)).toBe('2026-12');
});

test('a day from an instant on begins at the instant or later', () => {
  expect(dayFrom('2026-11-03T00:00:00Z')).toBe('2026-11-03');
  expect(dayFrom('2026-11-03T00:00:00.001Z')).toBe('2026-11-04');
});

test('knows the texts that are days and months', () => {
  expect(['2024-02-29', '2026-02-29', '2026-2-1', '', '2026-11-03T00:00:00Z'].map(isDay)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
  expect(['2026-11', '2026-13', '1999-12', '2026-11-01', ''].map(isMonth)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
});
