import { afterEach, expect, test, vi } from 'vitest';
import { connect, telling } from '../src/api/client';
import { now } from '../src/api/clock';
import { Command } from '../src/api/command';
import { LeftCommands } from '../src/api/left';
import { PendingCommands } from '../src/api/pending';
import { type Fate, flakyServer, memory } from './flaky';

let server: Awaited<ReturnType<typeof flakyServer>>;
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  passes = () => undefined;
  return server.close();
});

/** What happens while a command waits. */
let passes: (time: number) => void = () => undefined;

async function shop(
  fates: readonly Fate[],
  storage = memory(),
  renew?: () => Promise<string | null>,
) {
  server = await flakyServer(fates);
  const slept: number[] = [];
  let tokens = 0;
  let waits = 0;
  let expired = 0;
  const connection = {
    baseUrl: server.url,
    language: () => 'ko',
    credentials: {
      token: async () => `token-${tokens}`,
      renew: renew ?? (async () => `token-${++tokens}`),
      expire: () => void expired++,
    },
    ways: {
      sleep: async (time: number) => {
        slept.push(time);
        passes(time);
      },
      online: async () => {
        waits++;
        passes(10_000);
      },
    },
  };
  const api = connect(connection);
  const pending = new PendingCommands(storage, 'ada');
  const command = () =>
    new Command(
      'create-customer',
      (key: string, body: { companyName: string }, onTrouble) =>
        api.POST('/v1/customers', {
          params: { header: { 'Idempotency-Key': key } },
          body: { ...body, tenantId: 't', domain: 'd', market: 'US' },
          fetch: telling(connection, onTrouble),
        }),
      pending,
    );
  const counted = { waited: () => waits, expired: () => expired };
  return { command, pending, slept, storage, api, connection, ...counted };
}

test('answers lost before and after the commit lead to one effect under one key', async () => {
  const { command, slept } = await shop(['drop-before', 'drop-after', 'drop-after', 'cut-body']);
  const create = command();
  await create.send({ companyName: 'Northwind' });
  expect(create.state.value.at).toBe('done');
  expect(server.effects.size).toBe(1);
  expect(new Set(server.seen.map(each => each.key)).size).toBe(1);
  expect(slept).toEqual([500, 1000, 2000, 4000]);
});

test('a command without any answer says so, keeps its key and is asked again', async () => {
  const { command, pending } = await shop(Array(5).fill('drop-after'));
  const create = command();
  await create.send({ companyName: 'Northwind' });
  expect(create.state.value).toEqual({ at: 'lost' });
  expect(pending.find('create-customer')?.body).toEqual({ companyName: 'Northwind' });
  await create.again();
  expect(create.state.value.at).toBe('done');
  expect(server.effects.size).toBe(1);
  expect(pending.all()).toEqual({});
});

test('a reload resumes the command that has no answer', async () => {
  const storage = memory();
  const { command } = await shop(Array(5).fill('drop-after'), storage);
  await command().send({ companyName: 'Northwind' });
  const afterReload = command();
  expect(afterReload.resume()).toEqual({ companyName: 'Northwind' });
  await until(() => afterReload.state.value.at === 'done');
  expect(server.effects.size).toBe(1);
});

test('another person in the same tab neither sends nor keeps what is pending', async () => {
  const { command, storage } = await shop(Array(5).fill('drop-after'));
  await command().send({ companyName: 'Northwind' });
  expect(storage.getItem('keyshelf.pending')).toContain('Northwind');
  expect(new PendingCommands(storage, 'bob').find('create-customer')).toBeUndefined();
  expect(storage.length).toBe(0);
});

test('a sign-out forgets what is pending, also when a late answer arrives', async () => {
  const { command, pending, storage } = await shop(Array(5).fill('drop-after'));
  const create = command();
  await create.send({ companyName: 'Northwind' });
  pending.clear();
  expect(storage.length).toBe(0);
  pending.remove('create-customer');
  expect(storage.length).toBe(0);
});

test('a pending command ends before its key is forgotten', async () => {
  const { command, storage } = await shop(Array(5).fill('drop-after'));
  await command().send({ companyName: 'Northwind' });
  const in22 = new PendingCommands(storage, 'ada', Date.now() + 22 * 3600_000);
  expect(in22.find('create-customer')).toBeDefined();
  const in23 = new PendingCommands(storage, 'ada', Date.now() + 23 * 3600_000);
  expect(in23.find('create-customer')).toBeUndefined();
});

test('a command is not asked for again once its key may be forgotten', async () => {
  const { command, pending } = await shop(Array(5).fill('drop-after'));
  const create = command();
  await create.send({ companyName: 'Northwind' });
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 23 * 3600_000 });
  await create.again();
  expect(create.state.value).toMatchObject({
    at: 'refused',
    problem: { code: 'unanswered-too-long' },
  });
  expect(server.seen.length).toBe(5);
  expect(pending.all()).toEqual({});
});

test.each([401, 403, 429, 503])(
  'a %d after a lost answer leaves the outcome open',
  async status => {
    const refusals = Array(5).fill({ status });
    const { command, pending } = await shop(
      ['drop-after', ...refusals],
      memory(),
      async () => null,
    );
    const create = command();
    await create.send({ companyName: 'Northwind' });
    expect(create.state.value).toEqual({ at: 'lost' });
    const { key } = pending.find('create-customer') ?? {};
    await create.send({ companyName: 'Another' });
    expect(pending.find('create-customer')?.key).toBe(key);
    while (create.state.value.at === 'lost') {
      await create.again();
    }
    expect(create.state.value.at).toBe('done');
    expect([...server.effects.values()].map(body => JSON.parse(body).companyName)).toEqual([
      'Northwind',
    ]);
  },
);

test('a 401 when asked again after a reload leaves the outcome open, too', async () => {
  const storage = memory();
  const { command } = await shop(
    [...Array(5).fill('drop-after'), { status: 401 }],
    storage,
    async () => null,
  );
  await command().send({ companyName: 'Northwind' });
  const afterReload = command();
  afterReload.resume();
  await until(() => afterReload.state.value.at !== 'sending');
  expect(afterReload.state.value).toEqual({ at: 'lost' });
  await afterReload.again();
  expect(server.effects.size).toBe(1);
});

test('a command can be taken up after a reload without being sent', async () => {
  const storage = memory();
  const { command } = await shop(Array(5).fill('drop-after'), storage);
  await command().send({ companyName: 'Northwind' });
  const afterReload = command();
  expect(afterReload.recall()).toEqual({ companyName: 'Northwind' });
  expect(server.seen.length).toBe(5);
  await afterReload.again();
  expect(afterReload.state.value.at).toBe('done');
  expect(server.effects.size).toBe(1);
});

test('without a network it waits as long as it takes, and sends then', async () => {
  const { command, waited } = await shop(Array(9).fill('drop-before'));
  vi.stubGlobal('navigator', { onLine: false });
  const create = command();
  await create.send({ companyName: 'Northwind' });
  expect(create.state.value.at).toBe('done');
  expect(waited()).toBe(9);
});

test.each([true, false])(
  'a computer that slept for a day does not send again by itself (network: %s)',
  async onLine => {
    const { command } = await shop(['drop-after']);
    vi.stubGlobal('navigator', { onLine });
    vi.useFakeTimers({ toFake: ['Date'] });
    passes = () => void vi.setSystemTime(Date.now() + 25 * 3600_000);
    const create = command();
    await create.send({ companyName: 'Northwind' });
    expect(create.state.value).toEqual({ at: 'lost' });
    expect(server.seen.length).toBe(1);
  },
);

test('a server on the same machine is reached without a network', async () => {
  const { command, waited } = await shop([]);
  vi.stubGlobal('navigator', { onLine: false });
  const create = command();
  await create.send({ companyName: 'Northwind' });
  expect(create.state.value.at).toBe('done');
  expect(waited()).toBe(0);
});

/** What the form sent, as `useCommand` notes it. */
const REQUEST = { method: 'POST', path: '/v1/customers?a=b', body: '{"companyName":"Northwind"}' };

test('a command whose form a reload closed is sent again without it, under its key', async () => {
  const { command, pending, connection } = await shop(Array(5).fill('drop-after'));
  await command().send({ companyName: 'Northwind' });
  pending.note('create-customer', REQUEST);
  const left = new LeftCommands(connection, pending);
  left.find();
  left.find();
  expect(left.all.value.length).toBe(1);
  const found = left.all.value[0]?.command;
  expect(found?.state.value).toEqual({ at: 'lost' });
  expect(server.seen.length).toBe(5);
  await found?.again();
  expect(found?.state.value).toEqual({ at: 'done', answer: undefined });
  expect(server.seen.at(-1)).toMatchObject({
    key: server.seen[0]?.key,
    path: '/v1/customers?a=b',
    body: REQUEST.body,
  });
  expect(server.effects.size).toBe(1);
  expect(pending.all()).toEqual({});
});

test('a refusal of a command without its form is told', async () => {
  const { command, pending, connection } = await shop([
    ...Array(5).fill('drop-before'),
    { status: 409 },
  ]);
  await command().send({ companyName: 'Northwind' });
  pending.note('create-customer', REQUEST);
  const left = new LeftCommands(connection, pending);
  left.find();
  await left.all.value[0]?.command?.again();
  expect(left.all.value[0]?.command?.state.value).toMatchObject({
    at: 'refused',
    problem: { status: 409, detail: 'told' },
  });
});

test('a command without its form goes on until the server says that all is done', async () => {
  const { command, pending, connection } = await shop([
    ...Array(5).fill('drop-before'),
    { status: 200, body: { state: 'UNFINISHED', changed: 49 } },
    { status: 200, body: { results: [], pending: 3 } },
    { status: 200, body: { state: 'DONE', changed: 98 } },
  ]);
  await command().send({ companyName: 'Northwind' });
  pending.note('create-customer', REQUEST);
  const left = new LeftCommands(connection, pending);
  left.find();
  await left.all.value[0]?.command?.again();
  expect(left.all.value[0]?.command?.state.value.at).toBe('done');
  expect(server.seen.length).toBe(8);
  expect(new Set(server.seen.map(each => each.key)).size).toBe(1);
});

test('a form on the page has its command for itself, and hands it over when it is left', async () => {
  const { command, pending, connection } = await shop(Array(5).fill('drop-after'));
  const release = pending.hold('create-customer');
  const create = command();
  await create.send({ companyName: 'Northwind' });
  const left = new LeftCommands(connection, pending);
  left.find();
  expect(left.all.value).toEqual([]);
  left.take('create-customer', create as Command<unknown, unknown>);
  release();
  left.find();
  expect(left.all.value.map(each => each.command)).toEqual([create]);
  pending.hold('create-customer');
  left.find();
  expect(left.all.value).toEqual([]);
});

test('sending twice while the first is under way sends once', async () => {
  const { command } = await shop([]);
  const create = command();
  await Promise.all([create.send({ companyName: 'A' }), create.send({ companyName: 'A' })]);
  expect(server.seen.length).toBe(1);
});

test('the next command has a new key', async () => {
  const { command } = await shop([]);
  const create = command();
  await create.send({ companyName: 'A' });
  create.renew();
  await create.send({ companyName: 'B' });
  expect(server.effects.size).toBe(2);
});

test('a refusal is shown as it was told, and ends the command', async () => {
  const { command, pending } = await shop([{ status: 409 }]);
  const create = command();
  await create.send({ companyName: 'A' });
  expect(create.state.value).toMatchObject({ at: 'refused', problem: { status: 409 } });
  expect(pending.all()).toEqual({});
});

test.each([429, 503])('a %d is waited for as long as Retry-After says', async status => {
  const { command, slept } = await shop([{ status, headers: { 'retry-after': '7' } }]);
  const create = command();
  await create.send({ companyName: 'A' });
  expect(create.state.value.at).toBe('done');
  expect(slept).toEqual([7000]);
});

const JWT_AUTHORIZER = { status: 401, body: { message: 'Unauthorized' } };
const LAMBDA_AUTHORIZER = { status: 403, body: { message: 'Forbidden' } };

test.each([JWT_AUTHORIZER, LAMBDA_AUTHORIZER])(
  'a token that the gateway refuses with $status is renewed once, and the command sent with the new one',
  async refusal => {
    const { command, expired } = await shop([refusal]);
    const create = command();
    await create.send({ companyName: 'A' });
    expect(create.state.value.at).toBe('done');
    const tokens = server.seen.map(each => each.authorization);
    expect(tokens).toEqual(['Bearer token-0', 'Bearer token-1']);
    expect(expired()).toBe(0);
  },
);

test.each([JWT_AUTHORIZER, LAMBDA_AUTHORIZER])(
  'the sign-in ends if the gateway refuses the renewed token with $status, too',
  async refusal => {
    const { command, expired } = await shop([refusal, refusal]);
    const create = command();
    await create.send({ companyName: 'A' });
    expect(create.state.value).toMatchObject({ at: 'refused', problem: { code: 'gateway-401' } });
    expect(server.seen.length).toBe(2);
    expect(expired()).toBe(1);
  },
);

test('the sign-in lasts if the token could not be renewed because the issuer is away', async () => {
  const { command, expired } = await shop(
    [LAMBDA_AUTHORIZER, LAMBDA_AUTHORIZER],
    memory(),
    async () => 'token-0',
  );
  await command().send({ companyName: 'A' });
  expect(expired()).toBe(0);
});

test.each([
  ['application/problem+json', { code: 'role-required', detail: 'no' }, 'role-required'],
  ['text/html', {}, 'gateway-403'],
])('a 403 in %s is not about the token', async (type, body, code) => {
  const { command, expired } = await shop([
    { status: 403, headers: { 'content-type': type }, body },
  ]);
  const create = command();
  await create.send({ companyName: 'A' });
  expect(create.state.value).toMatchObject({ at: 'refused', problem: { code } });
  expect(server.seen.map(each => each.authorization)).toEqual(['Bearer token-0']);
  expect(expired()).toBe(0);
});

test("the clock is the server's, not the browser's", async () => {
  const { command } = await shop([]);
  await command().send({ companyName: 'A' });
  expect(Math.abs(now.value - Date.parse('2026-06-01T12:00:00Z'))).toBeLessThan(5000);
});

async function until(condition: () => boolean) {
  while (!condition()) {
    await new Promise(done => setTimeout(done, 5));
  }
}
