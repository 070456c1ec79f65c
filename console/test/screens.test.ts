import { expect, test } from 'vitest';
import { loadEarly, loadedEarly, loadOf, SCREENS } from '../src/screens/shell/screens';

test('the files of the screen at an address are those that the router shows there', () => {
  for (const [pattern, load] of SCREENS) {
    expect(loadOf(pattern.replaceAll(/:\w+/g, '01JD-2026')), pattern).toBe(load);
  }
  expect(loadOf('/customers/new')).not.toBe(loadOf('/customers/01JD'));
  expect(loadOf('/')).toBeUndefined();
  expect(loadOf('/nowhere/else')).toBeUndefined();
});

test('a screen is there at once if its files arrived before anything was shown', async () => {
  const Screen = () => null;
  const load = async () => ({ default: Screen });
  expect(loadedEarly(load)).toBeUndefined();
  await loadEarly(load);
  expect(loadedEarly(load)).toBe(Screen);
  const lost = () => Promise.reject(new Error('the connection was lost'));
  await expect(loadEarly(lost)).rejects.toThrow('lost');
  expect(loadedEarly(lost)).toBeUndefined();
});
