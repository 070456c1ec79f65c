import { expect, test } from 'vitest';
import { startDownload } from '../src/api/start-download';

const BASE = 'http://localhost:3000';
const LINK = `${BASE}/d/secret`;

test('starts a download under one id, also when an answer is lost, and never shows HTML', async () => {
  const sent: string[] = [];
  const answers = [
    () => Promise.reject(new TypeError('lost')),
    () => Promise.resolve(Response.json({ session: '/d/secret/id' })),
  ];
  const started = await startDownload(LINK, BASE, 'id', {
    fetch: async request => {
      expect(request.headers.get('Accept')).toBe('application/json');
      expect(request.headers.has('Authorization')).toBe(false);
      sent.push(await request.text());
      return (answers.shift() ?? answers[0])?.() ?? Promise.reject();
    },
    sleep: async () => undefined,
  });
  expect(sent).toEqual(['download=id', 'download=id']);
  expect(started.session).toBe('http://localhost:3000/d/secret/id');
});

test('returns the refusal of a link that is used up', async () => {
  const { response, session } = await startDownload(LINK, BASE, 'id', {
    fetch: async () => Response.json({ code: 'link-exhausted', detail: '' }, { status: 410 }),
  });
  expect(session).toBeUndefined();
  expect(await response.json()).toMatchObject({ code: 'link-exhausted' });
});

test.each(['https://api.example/d/secret', 'https://shop.example/a/d/secret'])(
  'starts the download of %s on its own host, the only one that the page may ask',
  async link => {
    const { session } = await startDownload(link, BASE, 'id', {
      fetch: async request => {
        expect(request.url).toBe(LINK);
        return Response.json({ session: '/d/secret/id' });
      },
    });
    expect(session).toBe('http://localhost:3000/d/secret/id');
  },
);
