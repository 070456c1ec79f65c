import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { messages } from '../src/messages/en';
import { KEYS_OR_DOWNLOADS, OPERATIONS } from '../src/screens/activity/operations';
import { shorterFrom } from '../src/screens/activity/range';
import { changedOf, reasonOf } from '../src/screens/activity/record';
import { addressOf } from '../src/widgets/address';

test.each([
  ['EXHAUSTED', 'Used up'],
  ['ORDERED_BY_MISTAKE: two were enough: really', 'Ordered by mistake: two were enough: really'],
  ['window-closed', 'The cancellation window has passed.'],
  ['It was posted in a forum.', 'It was posted in a forum.'],
])('the reason %s is shown as %s', (reason, shown) => {
  expect(reasonOf(reason, messages)).toBe(shown);
});

test('names what a change changed as the screens do', () => {
  expect(changedOf(['billing', 'market', 'tenantId'], messages)).toEqual([
    'Billing details',
    'Market',
    'Customer tenant GUID',
  ]);
  expect(changedOf(['address', 'secret'], messages)).toEqual(['Address', 'Secret']);
});

test('offers the operations that the log of a partner can have', () => {
  const page = readFileSync(new URL('../../docs/activity.md', import.meta.url), 'utf8');
  const [table = ''] = page.split('**House.**');
  const rows = [...table.matchAll(/^\| `([A-Z_]+)` \|(.*)$/gm)];
  const ofPartners = rows
    .filter(([, , rest]) => !rest?.includes("in the house's log"))
    .map(each => each[1]);
  expect(rows.length).toBe(Object.keys(messages.activity.operations).length);
  expect([...OPERATIONS].sort()).toEqual(ofPartners.sort());
});

test('an address has the filters with a value', () => {
  expect(addressOf('/activity', { user: 'a&b', order: '', preset: KEYS_OR_DOWNLOADS })).toBe(
    '/activity?user=a%26b&preset=KEYS_OR_DOWNLOADS',
  );
  expect(addressOf('/activity', { user: '' })).toBe('/activity');
});

test.each([
  ['must be 2026-11-20T08:00:00.123Z or later', '2026-11-21'],
  ['must be at most 31 days before to', '2026-10-31'],
  ['must be 2026-11-30T08:00:00Z or later', undefined],
])('after the refusal "%s" it offers a range from %s', (detail, day) => {
  const problem = {
    status: 400,
    code: 'range-invalid',
    detail: 'too long',
    errors: [{ parameter: 'from', detail }],
  };
  expect(shorterFrom(problem, { from: '2026-01-01', to: '2026-11-30' })).toBe(day);
});

test('offers no range after another refusal', () => {
  const problem = { status: 400, code: 'validation', detail: '' };
  expect(shorterFrom(problem, { from: '2026-01-01', to: '2026-11-30' })).toBeUndefined();
});
