import { expect, test } from 'vitest';
import { isSame, redemptionOf } from '../src/auth/redemption';

const CLIENT = {
  issuer: 'https://login.example/',
  clientId: 'console',
  tokenEndpoint: 'https://login.example/token',
};
const ATTEMPT = { verifier: 'v', state: 's', nonce: 'n', page: '/orders', client: CLIENT };

const returned = (query: string, path = '/signed-in') =>
  new URL(`${path}?${query}`, 'https://shop.example');

test('a code is redeemed before the issuer is discovered, with the verifier of the attempt', () => {
  const request = redemptionOf(ATTEMPT, returned('code=c&state=s&iss=https://login.example/'));
  expect(request?.url).toBe('https://login.example/token');
  expect(Object.fromEntries(request?.form ?? [])).toEqual({
    grant_type: 'authorization_code',
    code: 'c',
    code_verifier: 'v',
    client_id: 'console',
    redirect_uri: 'https://shop.example/signed-in',
  });
});

test.each([
  'code=c&state=another',
  'code=c',
  'state=s',
  'error=access_denied&state=s',
  'code=c&state=s&iss=https://other.example/',
])('a return that the attempt does not expect redeems nothing early: %s', query => {
  expect(redemptionOf(ATTEMPT, returned(query))).toBeUndefined();
});

test("an attempt is redeemed at its own desk's address only, and nothing without one", () => {
  const back = returned('code=c&state=s', '/operator/signed-in');
  expect(redemptionOf(ATTEMPT, back)).toBeUndefined();
  expect(redemptionOf({ ...ATTEMPT, page: '/operator/stock' }, back)).toBeDefined();
  expect(redemptionOf(ATTEMPT, returned('code=c&state=s', '/orders'))).toBeUndefined();
  expect(redemptionOf(undefined, returned('code=c&state=s'))).toBeUndefined();
});

test.each([
  ['', false],
  ['http://login.example/token', false],
  ['http://localhost.example/token', false],
  ['http://localhost:3000/issuer/token', true],
  ['https://login.example/token?p=b2c', true],
])('a code goes to an encrypted address, but on this machine: %s', (tokenEndpoint, sent) => {
  const attempt = { ...ATTEMPT, client: { ...CLIENT, tokenEndpoint } };
  expect(redemptionOf(attempt, returned('code=c&state=s')) !== undefined).toBe(sent);
});

test('an answer counts for the very same request only', () => {
  const url = 'https://login.example/token';
  const one = { url, form: new URLSearchParams('code=c&client_id=a') };
  expect(isSame(one, { url, form: new URLSearchParams('client_id=a&code=c') })).toBe(true);
  expect(isSame(one, { url, form: new URLSearchParams('client_id=a&code=d') })).toBe(false);
  expect(isSame(one, { url, form: new URLSearchParams('client_id=a&code=c&x=') })).toBe(false);
  expect(isSame(one, { ...one, url: `${url}/` })).toBe(false);
});
