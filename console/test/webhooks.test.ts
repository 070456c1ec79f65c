import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { messages } from '../src/messages/en';
import { webhooks } from '../src/messages/en/webhooks';
import { OPERATIONS } from '../src/screens/activity/operations';
import { behind, numberAfter, resultText } from '../src/screens/webhooks/result';
import { withoutSecret } from '../src/screens/webhooks/secret-shown';
import {
  bodyOf,
  changed,
  changesOf,
  EMPTY,
  sendsNothing,
  settingsOf,
} from '../src/screens/webhooks/settings';
import { nameOf, OFFERED, othersOf, toggled } from '../src/screens/webhooks/types';

const PLACED = 'dev.keyshelf.order.placed.v1';
const CREATED = 'dev.keyshelf.customer.created.v1';
const KEYS = 'dev.keyshelf.keys.*';

test('offers each type that the feed of a partner can have, once', () => {
  expect(OFFERED.map(each => each.operation).sort()).toEqual([...OPERATIONS].sort());
  const files = readdirSync(new URL('../../docs/events/', import.meta.url));
  const missing = OFFERED.filter(
    ({ type }) => !files.includes(`${type.replace('dev.keyshelf.', '')}.json`),
  );
  expect(missing).toEqual([]);
});

test('names a type in the words of the log, and a pattern not at all', () => {
  expect(nameOf(PLACED, messages.activity.operations)).toBe('Placed an order');
  expect(nameOf(KEYS, messages.activity.operations)).toBeUndefined();
});

test('keeps the chosen types in the order of the offer, and patterns of programs after them', () => {
  expect(toggled([PLACED, KEYS], CREATED, true)).toEqual([CREATED, PLACED, KEYS]);
  expect(toggled([CREATED, PLACED, KEYS], PLACED, false)).toEqual([CREATED, KEYS]);
  expect(toggled([CREATED, KEYS], KEYS, false)).toEqual([CREATED]);
  expect(othersOf([CREATED, KEYS])).toEqual([KEYS]);
});

test('sends no types for all of them, and no empty description', () => {
  const typed = { ...EMPTY, address: ' https://hooks.example/k ', types: [PLACED] };
  expect(bodyOf(typed)).toEqual({ address: 'https://hooks.example/k', types: [] });
  expect(bodyOf({ ...typed, all: false, description: ' ERP ' })).toEqual({
    address: 'https://hooks.example/k',
    types: [PLACED],
    description: 'ERP',
  });
});

test('takes no types for nothing to send, since the API takes them for all', () => {
  expect(sendsNothing({ ...EMPTY, all: false })).toBe(true);
  expect(sendsNothing({ ...EMPTY, all: false, types: [PLACED] })).toBe(false);
  expect(sendsNothing(EMPTY)).toBe(false);
});

const BEFORE = settingsOf({ address: 'https://a.example/', types: [PLACED], description: 'ERP' });

test('changes only what was typed over, and removes a description that was emptied', () => {
  expect(changesOf(BEFORE, BEFORE)).toEqual({});
  expect(changesOf(BEFORE, { ...BEFORE, all: true })).toEqual({ types: [] });
  expect(changesOf(BEFORE, { ...BEFORE, address: 'https://b.example/', description: '' })).toEqual({
    address: 'https://b.example/',
    description: null,
  });
});

test.each([
  {},
  { types: [] },
  { description: null },
  { address: 'https://b.example/', types: [CREATED] },
])('a form that is opened again after a reload has the change %o that was sent', change => {
  expect(changesOf(BEFORE, changed(BEFORE, change))).toEqual(change);
});

test('goes back to a whole number up to the position only', () => {
  expect(['0', ' 7 ', '120'].map(typed => numberAfter(typed, 120))).toEqual([0, 7, 120]);
  const wrong = ['', '121', '-1', '1.5', '1e1', 'all'];
  expect(wrong.map(typed => numberAfter(typed, 120))).toEqual(wrong.map(() => undefined));
});

test('is never behind by less than nothing, though the numbers were read at two times', () => {
  expect(behind(120, 124)).toBe(4);
  expect(behind(125, 124)).toBe(0);
});

test('says the status of an answer, or why there was none', () => {
  expect(resultText({ status: 503 }, webhooks)).toBe('HTTP 503');
  expect(resultText({ failure: 'TIMED_OUT' }, webhooks)).toBe(webhooks.failures.TIMED_OUT);
});

test('keeps the secret of an answer apart from what the command remembers', () => {
  const [webhook, signing] = withoutSecret({
    webhookId: '01KB9R1V2W3X4Y5Z6A7B8C9D0E',
    address: 'https://hooks.example/k',
    types: [],
    state: 'ACTIVE',
    position: 120,
    secrets: [{ createdAt: '2026-11-21T09:30:00.123Z' }],
    publicKeys: [{ kid: '1', key: 'whpk_new' }],
    createdAt: '2026-11-21T09:30:00.123Z',
    changedAt: '2026-11-21T09:30:00.123Z',
    secret: 'whsec_secret',
  });
  expect(JSON.stringify(webhook)).not.toContain('whsec');
  expect(signing).toEqual({ secret: 'whsec_secret', publicKey: 'whpk_new' });
});
