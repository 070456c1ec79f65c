import { expect, test } from 'vitest';
import { negated, sum, taxAddedTo, taxIn, times } from '../src/api/money';
import { languageFor } from '../src/messages';
import { everything, isValid, textOf } from '../src/screens/cancellations/selection';

const money = (amount: string, currency = 'USD') => ({ amount, currency });

test('multiplies and adds exactly, with and without decimals', () => {
  expect(times(money('0.10'), 3)).toEqual(money('0.30'));
  expect(times(money('120000', 'JPY'), 7)).toEqual(money('840000', 'JPY'));
  expect(times(money('99999999999.99'), 1000)).toEqual(money('99999999999990.00'));
  expect(sum([money('0.10'), money('0.20')])).toEqual(money('0.30'));
});

test('shows credits as negative amounts', () => {
  expect(negated(money('2836.00'))).toEqual(money('-2836.00'));
  expect(negated(money('-0.05'))).toEqual(money('0.05'));
  expect(negated(money('0.00'))).toEqual(money('0.00'));
});

test('has no sum of several currencies', () => {
  expect(sum([money('1.00'), money('1.00', 'EUR')])).toBeUndefined();
});

test('finds the tax in a price as the rules say, rounded once', () => {
  expect(taxIn(money('110.00', 'AUD'), '0.10')).toEqual(money('10.00', 'AUD'));
  expect(taxIn(money('100.00', 'BRL'), '0.17')).toEqual(money('14.53', 'BRL'));
  expect(taxIn(money('5.00'), '0')).toEqual(money('0.00'));
});

test('selects all units of the lines that can be cancelled', () => {
  const quote = {
    lines: [
      { line: 1, cancellable: true, quantity: 3 },
      { line: 2, cancellable: false },
      { line: 4, cancellable: true, quantity: 1 },
    ],
  } as unknown as Parameters<typeof everything>[0];
  expect(textOf(everything(quote))).toBe('1:3,4:1');
  expect(textOf(new Map())).toBe('');
});

test('takes a typed quantity only if it is a whole number from 1 to what is left', () => {
  const quote = {
    lines: [
      { line: 1, cancellable: true, quantity: 3 },
      { line: 2, cancellable: false },
    ],
  } as unknown as Parameters<typeof isValid>[1];
  const verdicts = ['', '0', '1', '3', '03', '4', '2.5', '-1', '1e0'].map(typed =>
    isValid(new Map([[1, typed]]), quote),
  );
  expect(verdicts).toEqual([false, false, true, true, true, false, false, false, false]);
  expect(isValid(new Map(), quote)).toBe(true);
  expect(textOf(new Map([[1, '03']]))).toBe('1:3');
});

test('adds tax where the invoice adds it, rounded once for each rate', () => {
  const line = (amount: string, taxRate: string) =>
    ({ total: money(amount, 'EUR'), taxMode: 'ADDED', taxRate }) as const;
  expect(taxAddedTo([line('0.03', '0.19'), line('0.03', '0.19'), line('10.00', '0.07')])).toEqual(
    money('0.71', 'EUR'),
  );
  expect(taxAddedTo([line('10.00', '0.0825')])).toEqual(money('0.83', 'EUR'));
  expect(taxAddedTo([{ total: money('1.00'), taxMode: 'INCLUDED', taxRate: '0.2' }])).toBe(
    undefined,
  );
});

test.each([
  [['fr-FR', 'ko'], 'ko'],
  [['zh-TW'], 'zh-Hant'],
  [['zh-HK'], 'zh-Hant'],
  [['zh'], 'zh-Hans'],
  [['ru-KZ'], 'ru'],
  [['fr'], 'en'],
])('speaks to a browser that asks for %s', (wanted, spoken) => {
  expect(languageFor(wanted)).toBe(spoken);
});
