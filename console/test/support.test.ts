import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  bodyOf,
  type Draft,
  draftOf,
  EMPTY,
  linesOf,
  refundDraft,
} from '../src/screens/support/draft';
import {
  ENDINGS,
  faultOf,
  LARGEST_FILE,
  mediaTypeOf,
  pasted,
  together,
} from '../src/screens/support/files';

const ORDER = '01KB9QA0C5D6E7F8G9H0J1K2M3';
const CUSTOMER = '01KB9P7X3N4M5K6J7H8G9F0E1D';

const draft: Draft = {
  ...EMPTY,
  title: ' Refund ',
  customer: CUSTOMER,
  subject: ORDER,
  lines: linesOf('1:2,3'),
  reasonCode: 'WRONG_PRODUCT',
  amount: '10.00',
  currency: 'usd',
  name: 'Ada',
  email: 'ada@contoso.example',
};

test('a refund is sent with its lines, reason and amount', () => {
  expect(bodyOf(draft)).toEqual({
    problemType: 'PURCHASE_REFUND',
    impact: 'MODERATE',
    title: 'Refund',
    customerId: CUSTOMER,
    orderId: ORDER,
    lines: [{ line: 1, quantity: 2 }, { line: 3 }],
    reasonCode: 'WRONG_PRODUCT',
    amountRequested: { amount: '10.00', currency: 'USD' },
    contact: { name: 'Ada', email: 'ada@contoso.example' },
  });
});

test('a request of another type has no reason and no amount', () => {
  const body = bodyOf({ ...draft, problemType: 'BILLING', subject: '', lines: new Map() });
  expect(Object.keys(body)).toEqual(['problemType', 'impact', 'title', 'customerId', 'contact']);
});

test.each([
  ['northwind.example', { domain: 'northwind.example' }],
  ['72F988BF-86F1-41af-91ab-2d7cd011db47', { tenantId: '72F988BF-86F1-41af-91ab-2d7cd011db47' }],
  [CUSTOMER, { customerId: CUSTOMER }],
])('the customer %s is named by the right field', (customer, expected) => {
  expect(bodyOf({ ...draft, customer })).toMatchObject(expected);
});

test('an entitlement is named as such, and has no lines of its own', () => {
  const body = bodyOf({ ...draft, subject: `${ORDER}-2` });
  expect(body.entitlementId).toBe(`${ORDER}-2`);
  expect(body.orderId).toBeUndefined();
  expect(body.lines).toBeUndefined();
});

test('a command that a reload interrupted fills the form with what was sent', () => {
  const body = bodyOf({ ...draft, phone: '+1 425 555 0100', description: 'a\nb', reason: 'c' });
  expect(bodyOf(draftOf(body))).toEqual(body);
});

test('the refund of a quote fills the form', () => {
  expect(
    refundDraft({
      problemType: 'PURCHASE_REFUND',
      impact: 'MODERATE',
      title: 'Refund of order',
      customerId: CUSTOMER,
      orderId: ORDER,
      lines: [{ line: 1, quantity: 2 }],
      amountRequested: { amount: '2820.46', currency: 'USD' },
    }),
  ).toMatchObject({ subject: ORDER, lines: linesOf('1:2'), amount: '2820.46', currency: 'USD' });
});

test.each(['x', '0', '1:0', '1,', '100'])('lines such as %s select nothing', text => {
  expect(linesOf(text).size).toBe(0);
});

test('files have exactly the media types and the size of the contract', () => {
  const contract = readFileSync(new URL('../../docs/openapi.yaml', import.meta.url), 'utf8');
  const listed = /AttachmentMediaType:\n\s+type: string\n\s+enum:\n((?:\s+- \S+\n)+)/.exec(
    contract,
  );
  const types = [...(listed?.[1] ?? '').matchAll(/- (\S+)/g)].map(found => found[1]);
  expect(types.length).toBeGreaterThan(0);
  expect(new Set(ENDINGS.map(ending => mediaTypeOf(`file${ending}`)))).toEqual(new Set(types));
  expect(contract).toContain(`maximum: ${LARGEST_FILE}`);
});

test('a file of another type, an empty one and one above the limit are not accepted', () => {
  expect(faultOf({ name: 'letter.PDF', size: LARGEST_FILE })).toBeUndefined();
  expect(faultOf({ name: 'letter.pdf', size: LARGEST_FILE + 1 })).toBe('large');
  expect(faultOf({ name: 'letter.pdf', size: 0 })).toBe('empty');
  expect(faultOf({ name: 'letter.exe', size: 1 })).toBe('type');
  expect(faultOf({ name: 'pdf', size: 1 })).toBe('type');
});

test('pasted pictures are named by their time, and a file is chosen once', () => {
  const picture = pasted(new File(['x'], 'image.png'), new Date('2026-06-01T12:00:05Z'));
  expect(picture.name).toBe('pasted-20260601-120005.png');
  const other = new File(['x'], 'letter.pdf');
  expect(together([picture], [picture, other])).toEqual([picture, other]);
});
