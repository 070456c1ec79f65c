import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Secret, SHOWN_FOR } from '../src/widgets/secret';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('a secret is shown for five minutes, and not longer', () => {
  const secret = new Secret<string>();
  secret.show('XXXXX-DDXXW');
  vi.advanceTimersByTime(SHOWN_FOR - 1);
  expect(secret.shown.value?.value).toBe('XXXXX-DDXXW');
  vi.advanceTimersByTime(1);
  expect(secret.shown.value).toBeNull();
});

test('a secret that is shown anew has its five minutes again', () => {
  const secret = new Secret<string>();
  secret.show('old');
  vi.advanceTimersByTime(SHOWN_FOR - 1);
  secret.show('new');
  vi.advanceTimersByTime(SHOWN_FOR - 1);
  expect(secret.shown.value?.value).toBe('new');
});

test('a hidden secret is gone at once', () => {
  const secret = new Secret<string>();
  secret.show('XXXXX-DDXXW');
  secret.hide();
  expect(secret.shown.value).toBeNull();
});
