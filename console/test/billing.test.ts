import { expect, test } from 'vitest';
import { changeOf, typedOf } from '../src/screens/billing/typed';

const WHOLE = {
  legalName: 'Northwind Handels GmbH',
  address: {
    lines: ['Musterweg 5', 'Hof 2'],
    city: 'Graz',
    postalCode: '8010',
    region: 'Steiermark',
    country: 'AT',
  },
  vatNumber: 'ATU12345678',
  registrationNumber: 'FN 1',
  electronicAddress: { scheme: '9914', id: 'ATU12345678' },
  contact: { name: 'Ann', email: 'ann@b.example', phone: '112' },
  reference: 'KST 1',
  paymentTerms: { days: 14, note: 'By transfer' },
  language: 'ko' as const,
  pageSize: 'LETTER' as const,
};

test('billing details that nobody changed in the form are sent as they are', () => {
  expect(changeOf(typedOf(WHOLE))).toEqual(WHOLE);
});

test('an empty field removes its member', () => {
  const bare = { ...typedOf(undefined), legalName: 'N', lines: '1\n\n', city: 'C', country: 'us' };

  expect(changeOf(bare)).toEqual({
    legalName: 'N',
    address: { lines: ['1'], city: 'C', postalCode: null, region: null, country: 'US' },
    vatNumber: null,
    registrationNumber: null,
    electronicAddress: null,
    contact: null,
    reference: null,
    paymentTerms: null,
    language: 'en',
    pageSize: 'A4',
  });
});

test('a change that was not answered fills the form again', () => {
  const typed = { ...typedOf(WHOLE), vatNumber: '', email: '' };

  expect(typedOf(changeOf(typed))).toEqual(typed);
});
