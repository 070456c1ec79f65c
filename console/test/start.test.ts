import { afterEach, expect, test } from 'vitest';
import { heldAttempt, keepAttempt, pathOf } from '../src/auth/attempt';
import { readConfig } from '../src/auth/config';
import { LANGUAGES, languageFor } from '../src/messages';
import { messages } from '../src/messages/en';
import { NOT_STARTED } from '../src/screens/shell/not-started';
import { type Fate, flakyServer, memory } from './flaky';

let server: Awaited<ReturnType<typeof flakyServer>> | undefined;
afterEach(() => server?.close());

async function configAfter(fates: readonly Fate[]) {
  server = await flakyServer(fates, { issuer: 'https://issuer.example', clientId: 'console' });
  return await readConfig(server.url, { sleep: async () => undefined });
}

test('the configuration is asked for until it arrives', async () => {
  const config = await configAfter(['drop-before', 'cut-body', { status: 503 }]);
  expect(config.clients.partner.clientId).toBe('console');
  expect(config.clients.operator).toBeUndefined();
});

test("the operator's client is its own, with the usual scopes unless it names others", async () => {
  server = await flakyServer([], {
    issuer: 'https://issuer.example',
    clientId: 'console',
    scope: 'openid keyshelf',
    operator: { issuer: 'https://staff.example', clientId: 'desk' },
  });
  const config = await readConfig(server.url);
  expect(config.clients.operator).toEqual({
    issuer: 'https://staff.example',
    clientId: 'desk',
    scope: 'openid offline_access',
    claims: {},
  });
  expect(config.clients.partner.scope).toBe('openid keyshelf');
});

test('a console starts without the head start where the storage is forbidden or spoilt', () => {
  const origin = 'https://shop.example';
  const client = {
    issuer: 'https://login.example',
    clientId: 'console',
    tokenEndpoint: 'https://login.example/token',
  };
  const attempt = { verifier: 'v', state: 's', nonce: 'n', page: '/orders?state=OPEN', client };
  const kept = memory();
  keepAttempt(kept, attempt);
  expect(heldAttempt(() => kept)).toEqual(attempt);
  expect(heldAttempt(() => kept)).toEqual(attempt);
  expect(pathOf(attempt, origin)).toBe('/orders');
  expect(heldAttempt(memory)).toBeUndefined();
  expect(
    heldAttempt(() => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    }),
  ).toBeUndefined();
  for (const spoilt of ['{', 'null', '{}', '{"page":1}', '{"page":"/"}']) {
    const storage = memory();
    storage.setItem('keyshelf.sign-in', spoilt);
    expect(heldAttempt(() => storage)).toBeUndefined();
  }
  expect(pathOf({ ...attempt, page: 'https://' }, origin)).toBeUndefined();
});

test('a number of orders has the form of the word that the language uses', () => {
  const { together } = messages.cancellation;
  const english = new Intl.PluralRules('en');
  expect(together('1', english.select(1))).toBe('Cancel 1 order');
  expect(together('2', english.select(2))).toBe('Cancel 2 orders');
});

test('a tag that names no language is passed over', () => {
  expect(languageFor(['en-US@posix', 'C', '', 'ru-RU'])).toBe('ru');
  expect(languageFor(['en-US@posix'])).toBe('en');
});

test('a console that cannot start says so in each language', () => {
  expect(Object.keys(NOT_STARTED).sort()).toEqual(Object.keys(LANGUAGES).sort());
  expect(new Set(Object.values(NOT_STARTED).flat()).size).toBe(10);
});
