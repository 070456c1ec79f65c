import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { connect } from '../src/api/client';
import { download, rowsOf } from '../src/api/download';
import { wholeMonth } from '../src/screens/invoices/whole-month';

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) {
    close();
  }
});

async function host(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const seen: IncomingMessage['headers'][] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers);
    answer(request, response);
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  open.push(() => server.close().closeAllConnections());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

const connection = (baseUrl: string) => ({
  baseUrl,
  language: () => 'en',
  credentials: { token: async () => 'secret', renew: async () => null, expire: () => undefined },
  ways: { sleep: async () => undefined },
});

test('a file has the name and the type of the answer, and its bytes', async () => {
  const { url, seen } = await host((_, response) => {
    response.writeHead(200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="invoice-2026-11.csv"',
    });
    response.end('\uFEFFa,b\r\n');
  });
  const { data } = await download(connection(url), '/v1/invoices/2026-11', 'text/csv', 'x.csv');
  expect(data?.name).toBe('invoice-2026-11.csv');
  expect(data?.content.type).toContain('text/csv');
  expect(data?.content.size).toBe(8);
  expect(data?.redirected).toBe(false);
  expect(seen[0]?.accept).toBe('text/csv');
  expect(seen[0]?.authorization).toBe('Bearer secret');
});

test('a redirect to the bucket is followed, and the bucket does not get the token', async () => {
  const bucket = await host((_, response) => response.end('a\r\n1\r\n'));
  const { url } = await host((_, response) => {
    response.writeHead(303, { location: `${bucket.url}/exports/1/activity.csv?X-Amz-Signature=0` });
    response.end();
  });
  const { data } = await download(connection(url), '/v1/activity', 'text/csv', 'activity.csv');
  expect(await data?.content.text()).toBe('a\r\n1\r\n');
  expect(data?.name).toBe('activity.csv');
  expect(data?.redirected).toBe(true);
  expect(bucket.seen[0]?.authorization).toBeUndefined();
});

test.each([
  ['</v1/activity?cursor=ZjA>; rel="next"', '/v1/activity?cursor=ZjA'],
  ['<https://elsewhere.example/v1/activity>; rel="next"', undefined],
  ['</v1/activity>; rel="prev"', undefined],
])('of the link %s it asks for %s next', async (link, next) => {
  const { url } = await host((_, response) => {
    response.writeHead(200, { link });
    response.end();
  });
  const { data } = await download(connection(url), '/v1/activity', 'text/csv', 'activity.csv');
  expect(data?.next).toBe(next);
});

test('a refusal keeps what the API said', async () => {
  const { url } = await host((_, response) => {
    response.writeHead(400, { 'content-type': 'application/problem+json' });
    response.end('{"code":"range-invalid","detail":"too long"}');
  });
  const { data, error, response } = await download(connection(url), '/v1/activity', '*/*', 'x');
  expect(data).toBeUndefined();
  expect(error).toEqual({ code: 'range-invalid', detail: 'too long' });
  expect(response.status).toBe(400);
});

test('counts rows, also where a cell has line ends', () => {
  expect(rowsOf('')).toBe(0);
  expect(rowsOf('a,b\r\n1,"x\r\ny"\r\n2,"say ""hi""\n"\r\n')).toBe(3);
});

test('a month in JSON has the entries of all pages', async () => {
  const { url } = await host((request, response) => {
    response.setHeader('content-type', 'application/json');
    const first = !request.url?.includes('cursor=');
    response.end(
      JSON.stringify(
        first
          ? { month: '2026-11', state: 'ISSUED', invoices: [], entries: [{ id: '1' }], next: 'c' }
          : { month: '2026-11', state: 'ISSUED', entries: [{ id: '2' }] },
      ),
    );
  });
  const { data } = await wholeMonth(connect(connection(url)), '2026-11', 'USD');
  expect(data?.name).toBe('invoice-2026-11-USD.json');
  expect(JSON.parse((await data?.content.text()) ?? '')).toEqual({
    month: '2026-11',
    state: 'ISSUED',
    invoices: [],
    entries: [{ id: '1' }, { id: '2' }],
  });
});
