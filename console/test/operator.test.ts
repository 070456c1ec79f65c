import { expect, test } from 'vitest';
import { byTerms, creditOf, creditsOf, grantBody, type Quote } from '../src/screens/operator/grant';
import { SCREENS } from '../src/screens/operator/screens';
import { loadOf } from '../src/screens/shell/screens';

const usd = (amount: string) => ({ amount, currency: 'USD' });

const line = (number: number, quantity: number, terms: string) =>
  ({
    line: number,
    title: `Product ${number}`,
    taxMode: 'EXCLUDED',
    charged: usd('300.00'),
    left: usd('200.00'),
    quantity,
    explanation: 'because',
    terms: usd(terms),
  }) as const;

const QUOTE: Quote = {
  quoteId: 'quote-1',
  orderId: '01KB9QA0C5D6E7F8G9H0J1K2M3',
  grantable: true,
  terms: usd('150.00'),
  tax: usd('0.00'),
  invoiceMonth: '2026-11',
  lines: [line(1, 2, '100.00'), line(2, 4, '50.00')],
};

test('what the terms give for all lines is granted by its quote, so that it pays what was shown', () => {
  expect(grantBody(QUOTE, byTerms(QUOTE), 'Agreed.')).toEqual({
    decision: 'GRANT',
    note: 'Agreed.',
    pays: 'TERMS',
    quoteId: 'quote-1',
  });
});

test('another credit, or a line that is left out, is granted by the amounts that were shown', () => {
  expect(grantBody(QUOTE, new Map(byTerms(QUOTE)).set(1, '120,5'), 'Agreed.')).toEqual({
    decision: 'GRANT',
    note: 'Agreed.',
    pays: 'AMOUNT',
    lines: [
      { line: 1, quantity: 2, credit: usd('120.50') },
      { line: 2, quantity: 4, credit: usd('50.00') },
    ],
  });
  expect(grantBody(QUOTE, new Map([[2, '50.00']]), 'Agreed.')).toMatchObject({
    pays: 'AMOUNT',
    lines: [{ line: 2, quantity: 4, credit: usd('50.00') }],
  });
});

test('the lines that can be cancelled are granted by their amounts if another line cannot', () => {
  const { terms: _, quantity: __, explanation: ___, ...rest } = line(3, 1, '0.00');
  const refused = { ...rest, code: 'already-cancelled', detail: 'It was cancelled.' } as const;
  const quote = { ...QUOTE, grantable: false, lines: [line(1, 2, '100.00'), refused] };
  expect(grantBody(quote, byTerms(quote), 'Agreed.')).toMatchObject({
    pays: 'AMOUNT',
    lines: [{ line: 1, quantity: 2, credit: usd('100.00') }],
  });
});

test('nothing is granted without a line, or with a credit that is no amount', () => {
  expect(grantBody(QUOTE, new Map(), 'Agreed.')).toBeUndefined();
  expect(grantBody(QUOTE, new Map([[1, 'all']]), 'Agreed.')).toBeUndefined();
});

test('a credit is an exact amount from zero to what is left of the charge', () => {
  const left = usd('200.00');
  expect(['0', '7', '7,5', ' 199.99 ', '200', '200.00'].map(each => creditOf(each, left))).toEqual(
    ['0.00', '7.00', '7.50', '199.99', '200.00', '200.00'].map(usd),
  );
  const wrong = ['', '-1', '200.01', '1.234', '1e2', '1 000', '٣', '0x10'];
  expect(wrong.map(each => creditOf(each, left))).toEqual(wrong.map(() => undefined));
  expect(creditOf('12', { amount: '500', currency: 'JPY' })).toEqual({
    amount: '12',
    currency: 'JPY',
  });
  expect(creditOf('12.5', { amount: '500', currency: 'JPY' })).toBeUndefined();
  expect(creditOf('12.345', { amount: '500.000', currency: 'KWD' })?.amount).toBe('12.345');
});

test('the screens of the desk are found by their addresses', () => {
  for (const [pattern, load] of SCREENS) {
    expect(loadOf(pattern.replaceAll(/:\w+/g, 'a-1'), SCREENS), pattern).toBe(load);
  }
});

test('credits that were chosen by another quote are void, and are not replaced without a word', () => {
  const typed = new Map([[1, '10.00']]);
  const chosen = { quoteId: 'quote-1', credits: typed };
  expect(creditsOf(QUOTE, undefined)).toEqual({ credits: byTerms(QUOTE), outdated: false });
  expect(creditsOf(QUOTE, chosen)).toEqual({ credits: typed, outdated: false });
  const later = { ...QUOTE, quoteId: 'quote-2' };
  expect(creditsOf(later, chosen)).toEqual({ credits: byTerms(later), outdated: true });
});
