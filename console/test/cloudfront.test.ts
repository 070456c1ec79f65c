import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';

/** What CloudFront hands to its function, as far as ours looks at it, and what it gets back. */
interface Asked {
  method: string;
  uri: string;
  headers: Record<string, { value: string }>;
  rawQueryString: () => string | undefined;
}

interface Answered {
  readonly statusCode: number;
  readonly headers: Record<string, { readonly value: string }>;
  readonly body: { readonly data: string };
}

const HTML = 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8';
const template = readFileSync(new URL('../../template.yaml', import.meta.url), 'utf8');

/** Returns the code of the function in template.yaml, with the values that CloudFormation puts in. */
function code(values: Record<string, string>) {
  const written = /\n {6}FunctionCode: !Sub\n {8}- \|\n([\s\S]*?)\n {8}- OwnHost:/.exec(
    template,
  )?.[1];
  return (written ?? '').replace(/^ {10}/gm, '').replace(/\$\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) {
      throw new Error(`no value for ${name}`);
    }
    return value;
  });
}

/** Asks the function for a path with these headers. */
function ask(target: string, headers: Record<string, string> = {}, ownHost = '') {
  const [uri = '', query] = target.split('?');
  const handler = runInNewContext(
    `${code({
      TokenIssuer: "https://login.example/it's/",
      ConsoleClientId: 'keyshelf-console',
      ConsoleScope: 'openid api://x/y',
      OperatorIssuer: 'https://staff.example',
      OperatorClientId: 'keyshelf-operator-console',
      OperatorScope: 'openid',
      PartnerClaim: 'tid',
      RolesClaim: '/realm_access/roles',
      UserClaim: 'sub',
      NameClaim: '',
      RoleMap: '{"Keyshelf Buyers":["AdminAgent"]}',
      OwnHost: ownHost,
    })}; handler`,
  ) as (event: { readonly request: Asked }) => Asked | Answered;
  const values = Object.entries(headers).map(([name, value]) => [name, { value }]);
  return handler({
    request: {
      method: 'GET',
      uri,
      headers: Object.fromEntries(values),
      rawQueryString: () => query,
    },
  });
}

const fileOf = (answer: Asked | Answered) => ('uri' in answer ? answer.uri : answer.statusCode);

test.each([
  '/',
  '/customers/01M7W3GHJ07VNQX5Q5KKJ0Z75H',
  '/signed-in?code=c',
  '/v1x',
  '/orders/',
  '/operator/stock/sql.2019',
  '/operator/stock/sql.2019/batches/2026.11',
])('answers %s with the page', path => {
  expect(fileOf(ask(path, { accept: HTML }))).toBe('/index.html');
});

test.each([
  ['/', { accept: '*/*' }, '/index.html'],
  ['/orders', { accept: '*/*' }, 404],
  ['/orders', { accept: 'application/json' }, 404],
  ['/orders', {}, 404],
  ['/icon.svg', { accept: HTML }, '/icon.svg'],
  ['/assets/gone-1a2b.js', { accept: HTML }, '/assets/gone-1a2b.js'],
])('answers %s with %o by %s, as the server on one machine does', (path, headers, file) => {
  expect(fileOf(ask(path, headers as Record<string, string>))).toBe(file);
});

test.each([
  ['/assets/index-1a2b.js', 'gzip, deflate, br, zstd', '/assets/index-1a2b.js.br'],
  ['/assets/index-1a2b.css', 'br', '/assets/index-1a2b.css.br'],
  ['/assets/index-1a2b.js', 'br;q=0.5,gzip', '/assets/index-1a2b.js.br'],
  ['/assets/index-1a2b.js', 'gzip, br;q=0', '/assets/index-1a2b.js'],
  ['/assets/index-1a2b.js', 'gzip', '/assets/index-1a2b.js'],
  ['/assets/index-1a2b.js', 'brotli', '/assets/index-1a2b.js'],
  ['/assets/icon-1a2b.svg', 'br', '/assets/icon-1a2b.svg'],
])('finds %s for a browser that takes %s: %s', (path, encodings, file) => {
  expect(fileOf(ask(path, { 'accept-encoding': encodings }))).toBe(file);
});

test('answers config.json by itself, and nobody stores it', () => {
  const answer = ask('/config.json') as Answered;
  expect(answer.statusCode).toBe(200);
  expect(JSON.parse(answer.body.data)).toMatchObject({
    issuer: "https://login.example/it's/",
    clientId: 'keyshelf-console',
    scope: 'openid api://x/y',
    operator: {
      issuer: 'https://staff.example',
      clientId: 'keyshelf-operator-console',
      scope: 'openid',
    },
    claims: {
      partner: 'tid',
      roles: '/realm_access/roles',
      user: 'sub',
      roleMap: { 'Keyshelf Buyers': ['AdminAgent'] },
    },
  });
  expect(answer.headers['content-type']?.value).toBe('application/json');
  expect(answer.headers['cache-control']?.value).toBe('no-store');
});

test('leads pages to the name that the issuer knows, and only pages', () => {
  const own = 'shop.example';
  const other = { accept: HTML, host: 'd1.cloudfront.net' };
  const answer = ask('/orders?state=OPEN&x=%C3%A9', other, own) as Answered;
  expect(answer.statusCode).toBe(307);
  expect(answer.headers['location']?.value).toBe(`https://${own}/orders?state=OPEN&x=%C3%A9`);
  expect(answer.headers['cache-control']?.value).toBe('no-store');
  expect((ask('/', other, own) as Answered).headers['location']?.value).toBe(`https://${own}/`);
  expect(fileOf(ask('/assets/a-1.js', other, own))).toBe('/assets/a-1.js');
  for (const host of ['shop.example', 'Shop.Example']) {
    expect(fileOf(ask('/orders', { accept: HTML, host }, own))).toBe('/index.html');
  }
});

test('fits into a function of CloudFront', () => {
  const longest = 'x'.repeat(500);
  const values = {
    TokenIssuer: longest,
    ConsoleClientId: longest,
    ConsoleScope: longest,
    OperatorIssuer: longest,
    OperatorClientId: longest,
    OperatorScope: longest,
    PartnerClaim: 'x'.repeat(256),
    RolesClaim: 'x'.repeat(256),
    UserClaim: 'x'.repeat(256),
    NameClaim: 'x'.repeat(256),
    RoleMap: `{"${'x'.repeat(1990)}":[]}`,
    OwnHost: longest,
  };
  expect(code(values).length).toBeLessThan(10_240);
});
