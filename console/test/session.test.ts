import { afterEach, beforeEach, expect, test } from 'vitest';
import { heldAttempt } from '../src/auth/attempt';
import type { ClaimNames } from '../src/auth/claims';
import { type Desk, deskOf } from '../src/auth/desk';
import { isSame, type Redemption, redemptionOf } from '../src/auth/redemption';
import { Session, SignInNeeded } from '../src/auth/session';
import { memory } from './flaky';
import { issuer } from './issuer';

const CLIENTS = { partner: 'keyshelf-console', operator: 'keyshelf-operator-console' };

let provider: Awaited<ReturnType<typeof issuer>>;
beforeEach(async () => {
  provider = await issuer();
});
afterEach(() => provider.close());

function browser(claims: ClaimNames = {}) {
  const storage = memory();
  const visited: URL[] = [];
  const forgotten: string[] = [];
  const open = (
    desk: Desk = 'partner',
    redeemed: (asked: Redemption) => Promise<Response | undefined> = async () => undefined,
  ) =>
    new Session(
      desk,
      {
        issuer: provider.base,
        clientId: CLIENTS[desk],
        scope: 'openid offline_access',
        claims,
      },
      {
        base: 'http://localhost:3000',
        storage,
        go: url => void visited.push(new URL(url)),
        forget: () => void forgotten.push('all'),
        language: () => 'ko',
        redeemed,
        ways: { sleep: async () => undefined },
      },
    );
  const last = () => {
    const url = visited.at(-1);
    if (url === undefined) {
      throw new Error('nothing was visited');
    }
    return url;
  };
  return { storage, open, last, forgotten };
}

async function signedIn(page = '/customers?name=n', claims?: ClaimNames) {
  const { storage, open, last, forgotten } = browser(claims);
  await open().begin(page);
  const request = last();
  const session = open();
  const returned = provider.authorize(request);
  const back = await session.complete(returned);
  return { session, storage, request, returned, back, open, last, forgotten };
}

test('signs in with a code, PKCE, state and nonce, and goes back to the page', async () => {
  const { session, request, back } = await signedIn();
  expect(request.searchParams.get('code_challenge_method')).toBe('S256');
  expect(request.searchParams.get('redirect_uri')).toBe('http://localhost:3000/signed-in');
  expect(request.searchParams.get('nonce')).toBeTruthy();
  expect(request.searchParams.get('ui_locales')).toBe('ko');
  expect(back).toBe('/customers?name=n');
  expect(session.person.value).toEqual({
    id: '["partner-a","ada"]',
    partner: 'partner-a',
    user: 'ada',
    roles: ['AdminAgent'],
  });
});

test('knows the person by the claims of another issuer', async () => {
  provider.bend.access = {
    tid: 'tenant-a',
    oid: '4711',
    realm_access: { roles: ['Keyshelf Buyers', 'offline_access'] },
    username: 'ada@contoso.example',
  };
  const { session } = await signedIn('/', {
    partner: 'tid',
    user: 'oid',
    name: 'username',
    roles: '/realm_access/roles',
    roleMap: { 'Keyshelf Buyers': ['AdminAgent'] },
  });
  expect(session.person.value).toEqual({
    id: '["tenant-a","4711"]',
    partner: 'tenant-a',
    user: 'ada@contoso.example',
    roles: ['AdminAgent'],
  });
});

test('takes settings that are empty for the usual ones', async () => {
  const { session } = await signedIn('/', { name: '', roleMap: {} });
  expect(session.person.value?.user).toBe('ada');
  expect(session.person.value?.roles).toEqual(['AdminAgent']);
});

test('signs out of Amazon Cognito by the name that it has for the way back', async () => {
  const issuer = 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_ExAmPlE01';
  const visited: URL[] = [];
  const session = new Session(
    'partner',
    { issuer, clientId: '1example23456789', scope: 'openid' },
    {
      base: 'http://localhost:3000',
      storage: memory(),
      go: url => void visited.push(new URL(url)),
      forget: () => undefined,
      discovered: async () =>
        Response.json({ issuer, end_session_endpoint: 'https://keyshelf.example/logout' }),
    },
  );
  await session.signOut();
  expect(visited[0]?.searchParams.get('client_id')).toBe('1example23456789');
  expect(visited[0]?.searchParams.get('logout_uri')).toBe('http://localhost:3000/signed-out');
});

test('keeps nothing in the storage once signed in, and no token at any time', async () => {
  const { storage, open, last } = browser();
  await open().begin('/');
  expect(Object.keys(JSON.parse(storage.getItem('keyshelf.sign-in') ?? '{}')).sort()).toEqual([
    'client',
    'nonce',
    'page',
    'state',
    'verifier',
  ]);
  await open().complete(provider.authorize(last()));
  expect(storage.length).toBe(0);
});

test('refuses a return with another state', async () => {
  const { open, last } = browser();
  await open().begin('/');
  const returned = provider.authorize(last());
  returned.searchParams.set('state', 'another');
  await expect(open().complete(returned)).rejects.toThrow(/state/);
});

test('refuses an ID token with another nonce', async () => {
  const { open, last } = browser();
  await open().begin('/');
  provider.bend.nonce = 'another';
  await expect(open().complete(provider.authorize(last()))).rejects.toThrow(/nonce/);
});

/** Redeems a code as the page does before its program is there. Hands the answer over for the same request. */
async function redeemedEarly(storage: Storage, returned: URL) {
  const sent = redemptionOf(
    heldAttempt(() => storage),
    returned,
  );
  const { url, form } = sent ?? { url: '', form: undefined };
  const answer = await fetch(url, { method: 'POST', body: form ?? null });
  return async (asked: Redemption) => (sent && isSame(sent, asked) ? answer : undefined);
}

test('a code that was redeemed before is not redeemed again', async () => {
  const { storage, open, last } = browser();
  await open().begin('/orders');
  const returned = provider.authorize(last());
  const session = open('partner', await redeemedEarly(storage, returned));
  expect(await session.complete(returned)).toBe('/orders');
  expect(session.person.value?.user).toBe('ada');
  expect(provider.asked.filter(form => form.has('code')).length).toBe(1);
});

test('what was redeemed before is checked as any answer is', async () => {
  const { storage, open, last } = browser();
  await open().begin('/orders');
  const returned = provider.authorize(last());
  provider.bend.nonce = 'another';
  const session = open('partner', await redeemedEarly(storage, returned));
  await expect(session.complete(returned)).rejects.toThrow(/nonce/);
  expect(session.person.value).toBeNull();
});

test('a refused code is not sent again, and the person can sign in again for the same page', async () => {
  const { storage, open, last } = browser();
  await open().begin('/orders');
  const returned = provider.authorize(last());
  await redeemedEarly(storage, returned);
  provider.asked.length = 0;
  const session = open('partner', async () =>
    Response.json({ error: 'invalid_grant' }, { status: 400 }),
  );
  await expect(session.complete(returned)).rejects.toMatchObject({ page: '/orders' });
  expect(provider.asked).toEqual([]);
});

test('refuses a return that was used before', async () => {
  const { returned, open } = await signedIn();
  await expect(open().complete(returned)).rejects.toThrow(/no sign-in/);
});

test('refuses a return that no sign-in of this tab began', async () => {
  const { open } = browser();
  await expect(
    open().complete(new URL('http://localhost:3000/signed-in?code=x&state=y')),
  ).rejects.toThrow(/no sign-in/);
});

test('renews a token that is about to end, once for all that wait', async () => {
  provider.bendable.expiresIn = 30;
  const { session } = await signedIn();
  const before = provider.asked.length;
  provider.bendable.expiresIn = 300;
  await Promise.all([session.token(), session.token(), session.token()]);
  expect(provider.asked.length).toBe(before + 1);
  expect(provider.asked.at(-1)?.get('grant_type')).toBe('refresh_token');
});

test('uses each refresh token once', async () => {
  const { session } = await signedIn();
  await session.renew();
  await session.renew();
  const used = provider.asked
    .map(form => form.get('refresh_token'))
    .filter(token => token !== null);
  expect(new Set(used).size).toBe(2);
});

test('asks to sign in again once the refresh token is refused', async () => {
  provider.bendable.expiresIn = 30;
  const { session } = await signedIn();
  provider.forgetRefreshTokens();
  await expect(session.token()).rejects.toThrow(SignInNeeded);
  expect(session.over.value).toBe(true);
});

test('ends if the API refuses a renewed token', async () => {
  const { session } = await signedIn();
  session.expire();
  expect(session.over.value).toBe(true);
  await expect(session.token()).rejects.toThrow(SignInNeeded);
});

test('a session that ends keeps the roles on the screen, until the person signs in again', async () => {
  provider.bendable.expiresIn = 30;
  const { session } = await signedIn();
  provider.forgetRefreshTokens();
  await session.renew();
  expect(session.person.value?.roles).toEqual(['AdminAgent']);
});

test('a lost answer to a renewal does not end the session', async () => {
  provider.bendable.expiresIn = 0;
  const { session } = await signedIn();
  provider.bend.lose = 2;
  expect(await session.token()).toBeTruthy();
  expect(session.over.value).toBe(false);
});

test('a sign-in whose code never arrived is completed', async () => {
  const { open, last } = browser();
  await open().begin('/orders');
  provider.bend.drop = 2;
  expect(await open().complete(provider.authorize(last()))).toBe('/orders');
});

test('a sign-in whose answer was lost is begun again for the same page', async () => {
  const { open, last } = browser();
  await open().begin('/orders?limit=5');
  provider.bend.lose = 1;
  await expect(open().complete(provider.authorize(last()))).rejects.toMatchObject({
    name: 'SignInFailed',
    page: '/orders?limit=5',
  });
});

test.each([-3600, 3600, 86_400 * 400])(
  'signs in and renews with a clock that is %d seconds wrong',
  async seconds => {
    provider.bend.clock = seconds;
    const { session } = await signedIn();
    expect(session.person.value?.user).toBe('ada');
    expect(await session.renew()).toBeTruthy();
  },
);

test('a token with time left goes on working while the issuer is away', async () => {
  provider.bendable.expiresIn = 30;
  const { session } = await signedIn();
  provider.bend.unreachable = true;
  expect(await session.token()).toBeTruthy();
});

test('signing out revokes the refresh token, and forgets the person', async () => {
  const { session, last, forgotten } = await signedIn();
  await session.signOut();
  expect(session.person.value).toBeNull();
  expect(forgotten).toEqual(['all']);
  expect(provider.asked.at(-1)?.get('token')).toBeTruthy();
  expect(last().pathname).toBe('/end');
  expect(last().searchParams.get('post_logout_redirect_uri')).toBe(
    'http://localhost:3000/signed-out',
  );
  await expect(session.token()).rejects.toThrow(SignInNeeded);
});

test('an operator signs in as another client with addresses of its own, and belongs to no partner', async () => {
  const { storage, open, last, forgotten } = browser();
  await open('operator').begin('/operator?state=OPEN');
  expect(last().searchParams.get('client_id')).toBe('keyshelf-operator-console');
  expect(last().searchParams.get('redirect_uri')).toBe('http://localhost:3000/operator/signed-in');
  const session = open('operator');
  expect(await session.complete(provider.authorize(last()))).toBe('/operator?state=OPEN');
  expect(session.person.value?.partner).toBeUndefined();
  expect(session.person.value?.id).not.toBe('["partner-a","ada"]');
  expect(storage.length).toBe(0);
  await session.signOut();
  expect(last().searchParams.get('post_logout_redirect_uri')).toBe(
    'http://localhost:3000/operator/signed-out',
  );
  expect(forgotten).toEqual(['all']);
});

test('a sign-in that was begun at one desk is not completed at the other', async () => {
  const { open, last } = browser();
  await open('partner').begin('/orders');
  const returned = provider.authorize(last());
  await expect(open('operator').complete(returned)).rejects.toMatchObject({ page: '/operator' });
  await open('operator').begin('/operator');
  await expect(open('partner').complete(provider.authorize(last()))).rejects.toMatchObject({
    page: '/',
  });
});

test('a session that ends for another one forgets its tokens and what the tab keeps, and revokes', async () => {
  const { session, forgotten } = await signedIn();
  const visited = provider.asked.length;
  await session.end();
  await expect(session.token()).rejects.toThrow(SignInNeeded);
  expect(session.person.value).toBeNull();
  expect(forgotten).toEqual(['all']);
  expect(provider.asked.slice(visited).map(form => form.has('token'))).toEqual([true]);
});

test("addresses below /operator are of the operator's desk, others are not", () => {
  expect(
    ['/operator', '/operator/', '/operator?state=OPEN', '/operator/stock'].map(deskOf),
  ).toEqual(Array(4).fill('operator'));
  expect(['/', '/operators', '/orders?x=/operator', '/support/operator'].map(deskOf)).toEqual(
    Array(4).fill('partner'),
  );
});
