import { createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

/** A delivery that the product's own tests sign. */
const signed = JSON.parse(
  readFileSync(
    new URL(
      '../../functions/webhooks/src/test/resources/dev/keyshelf/webhooks/signed.json',
      import.meta.url,
    ),
    'utf8',
  ),
) as { secret: string; publicKey: string; body: string; headers: Record<string, string> };

const sentAt = Number(signed.headers['webhook-timestamp']) * 1000;
const receiver = new Webhook(signed.secret);

beforeEach(() => {
  vi.useFakeTimers({ now: sentAt });
});

afterEach(() => {
  vi.useRealTimers();
});

test('the library for JavaScript verifies a delivery', () => {
  expect(receiver.verify(signed.body, signed.headers)).toEqual(JSON.parse(signed.body));
});

test('it refuses each changed byte', () => {
  const body = Buffer.from(signed.body);
  for (const place of body.keys()) {
    const changed = Buffer.from(body);
    changed[place] = (changed[place] ?? 0) ^ 1;
    expect(() => receiver.verify(changed, signed.headers)).toThrow(WebhookVerificationError);
  }
});

test('it refuses another id, another secret and another time', () => {
  const refused = (headers: Record<string, string>, by = receiver) =>
    expect(() => by.verify(signed.body, { ...signed.headers, ...headers })).toThrow(
      WebhookVerificationError,
    );

  refused({ 'webhook-id': '01JZ0000000000000000000002' });
  refused({ 'webhook-timestamp': '1772366401' });
  refused({}, new Webhook(`whsec_${Buffer.alloc(32).toString('base64')}`));
});

test('it refuses an old delivery', () => {
  vi.setSystemTime(sentAt + 301_000);
  expect(() => receiver.verify(signed.body, signed.headers)).toThrow('too old');
});

test('Node.js verifies the other signature with the public key', () => {
  const key = createPublicKey({
    key: {
      kty: 'OKP',
      crv: 'Ed25519',
      x: Buffer.from(signed.publicKey.replace('whpk_', ''), 'base64').toString('base64url'),
    },
    format: 'jwk',
  });
  const signature = /v1a,(\S+)/.exec(signed.headers['webhook-signature'] ?? '')?.[1] ?? '';
  const head = `${signed.headers['webhook-id']}.${signed.headers['webhook-timestamp']}.`;
  const verified = (body: string) =>
    verify(null, Buffer.from(head + body), key, Buffer.from(signature, 'base64'));

  expect(verified(signed.body)).toBe(true);
  expect(verified(`${signed.body} `)).toBe(false);
});
