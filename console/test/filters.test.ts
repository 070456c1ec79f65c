import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { debounced } from '../src/widgets/address';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('acts once on what was typed last', () => {
  const told: string[] = [];
  const later = debounced(value => told.push(value));
  later('a');
  vi.advanceTimersByTime(200);
  later('ab');
  vi.advanceTimersByTime(1000);
  expect(told).toEqual(['ab']);
});

test('does not act after it was cancelled', () => {
  const told: string[] = [];
  const later = debounced(value => told.push(value));
  later('a');
  later.cancel();
  vi.advanceTimersByTime(1000);
  expect(told).toEqual([]);
});
