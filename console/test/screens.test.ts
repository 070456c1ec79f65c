import { expect, test } from 'vitest';
import { loadOf, SCREENS } from '../src/screens/shell/screens';

test('the files of the screen at an address are those that the router shows there', () => {
  for (const [pattern, load] of SCREENS) {
    expect(loadOf(pattern.replaceAll(/:\w+/g, '01JD-2026')), pattern).toBe(load);
  }
  expect(loadOf('/customers/new')).not.toBe(loadOf('/customers/01JD'));
  expect(loadOf('/')).toBeUndefined();
  expect(loadOf('/nowhere/else')).toBeUndefined();
});
