import { expect, test } from 'vitest';
import type { Reply } from '../src/api/command';
import { ListRead, OneRead } from '../src/api/read';

const page = (items: readonly string[], next?: string) => ({
  data: { items, ...(next === undefined ? {} : { next }) },
  response: new Response(),
});

const busy = {
  error: { code: 'store-unavailable', detail: 'Busy.' },
  response: new Response(null, { status: 503 }),
};

test('keeps the pages that were read if the next one fails, and reads on from there', async () => {
  const list = new ListRead<string>();
  await list.again(async () => page(['one'], 'cursor'));
  await list.more(async () => busy);
  expect(list.state.value).toMatchObject({
    at: 'done',
    value: { items: ['one'], next: 'cursor', notMore: { problem: { code: 'store-unavailable' } } },
  });
  const asked: (string | undefined)[] = [];
  await list.more(async cursor => {
    asked.push(cursor);
    return page(['two']);
  });
  expect(asked).toEqual(['cursor']);
  expect(list.state.value).toEqual({
    at: 'done',
    value: { items: ['one', 'two'], next: undefined, loadingMore: false },
  });
});

test('shows the old rows as stale while a list is read again, and reads no next page of them', async () => {
  const list = new ListRead<string>();
  await list.again(async () => page(['old'], 'cursor'));
  let answer: (reply: Reply<{ items: readonly string[] }>) => void = () => undefined;
  const under = list.again(() => new Promise(done => (answer = done)));
  expect(list.state.value).toMatchObject({ at: 'done', stale: true, value: { items: ['old'] } });
  await list.more(async () => page(['wrong']));
  answer(page(['new']));
  await under;
  expect(list.state.value).toEqual({
    at: 'done',
    value: { items: ['new'], next: undefined, loadingMore: false },
  });
});

test('an answer that a later read overtook changes nothing', async () => {
  const one = new OneRead<string>();
  let late: (reply: Reply<string>) => void = () => undefined;
  const first = one.read(() => new Promise(done => (late = done)), true);
  await one.read(async () => ({ data: 'second', response: new Response() }), true);
  late({ data: 'first', response: new Response() });
  await first;
  expect(one.state.value).toEqual({ at: 'done', value: 'second' });
});
