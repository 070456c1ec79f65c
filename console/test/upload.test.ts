import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Schemas } from '../src/api/client';
import { PendingCommands } from '../src/api/pending';
import { PAUSES } from '../src/api/persist';
import { Upload, type UploadWays } from '../src/api/upload';
import { memory } from './flaky';

const REQUEST = '01KBEZ3V5X7Y9Z1A2B3C4D5E6F';

const letter = (name = 'letter.txt') => new File(['Dear operator'], name);

type Fate = 'answer' | 'lost' | number;

/**
 * An API and a bucket that attach each key once. Each call meets the next fate of its kind: `lost`
 * before anything is done, or a status.
 */
function desk(fates: { begin?: Fate[]; put?: Fate[]; complete?: Fate[] } = {}) {
  const places = new Map<string, { id: string; bytes?: string; attached: boolean }>();
  const said: string[] = [];
  const bodies: Schemas['NewAttachment'][] = [];
  const slept: number[] = [];
  const meet = (kind: 'begin' | 'put' | 'complete', key: string) => {
    said.push(`${kind} ${key}`);
    const fate = fates[kind]?.shift() ?? 'answer';
    if (fate === 'lost') {
      throw new Error('lost');
    }
    return fate === 'answer' ? undefined : new Response(null, { status: fate });
  };
  const ways: UploadWays = {
    async begin(key, body) {
      const refused = meet('begin', key);
      if (refused !== undefined) {
        return { error: { code: `told-${refused.status}`, detail: 'told' }, response: refused };
      }
      bodies.push(body);
      const place = places.get(key) ?? { id: `A${places.size}`, attached: false };
      places.set(key, place);
      const { sha256, size, fileName } = body;
      const attachment = { attachmentId: place.id, sha256, size, fileName, user: 'ada' };
      const begun = {
        ...attachment,
        mediaType: 'text/plain' as const,
        state: place.attached ? ('ATTACHED' as const) : ('AWAITED' as const),
        ...(place.attached
          ? {}
          : {
              upload: { method: 'PUT' as const, url: key, expiresIn: 'PT10M', headers: {} },
            }),
      };
      return { data: begun, response: new Response(null, { status: 201 }) };
    },
    async put({ url }, file, onSent) {
      onSent(3);
      const refused = meet('put', url);
      const place = places.get(url);
      if (refused === undefined && place !== undefined) {
        place.bytes = await file.text();
      }
      return refused?.status ?? 200;
    },
    async complete(key, attachmentId) {
      const place = [...places.values()].find(each => each.id === attachmentId);
      const refused = meet('complete', attachmentId);
      if (refused !== undefined || place === undefined) {
        return { error: {}, response: refused ?? new Response(null, { status: 404 }) };
      }
      place.attached = true;
      completions.add(key);
      return {
        data: { attachmentId, state: 'ATTACHED' } as Schemas['Attachment'],
        response: new Response(),
      };
    },
    sleep: async time => void slept.push(time),
  };
  const completions = new Set<string>();
  const attached = () => [...places.values()].filter(each => each.attached);
  return { ways, said, slept, bodies, places, attached, completions };
}

const upload = (ways: UploadWays, pending: PendingCommands, file = letter()) =>
  new Upload(REQUEST, file, 'text/plain', ways, pending);

test('a file whose upload is lost on the way is attached once, under one key, with its digest', async () => {
  const { ways, said, slept, bodies, attached } = desk({ put: ['lost', 403, 'lost'] });
  const pending = new PendingCommands(memory(), 'ada');
  const sending = upload(ways, pending);
  await sending.run();
  expect(sending.state.value.at).toBe('attached');
  expect(attached().map(each => each.bytes)).toEqual(['Dear operator']);
  expect(new Set(said.filter(each => each.startsWith('begin'))).size).toBe(1);
  expect(slept).toEqual([500, 1000, 2000]);
  expect(bodies[0]).toEqual({
    fileName: 'letter.txt',
    mediaType: 'text/plain',
    size: 13,
    sha256: createHash('sha256').update('Dear operator').digest('hex'),
  });
  expect(pending.all()).toEqual({});
});

test('after the last attempt it says that it is interrupted, and goes on under the same key', async () => {
  const { ways, said, slept, attached } = desk({ put: Array(5).fill('lost') });
  const pending = new PendingCommands(memory(), 'ada');
  const sending = upload(ways, pending);
  await sending.run();
  expect(sending.state.value.at).toBe('interrupted');
  expect(slept).toEqual(PAUSES);
  expect(Object.values(pending.all()).map(each => each.page)).toEqual([`/support/${REQUEST}`]);
  expect(pending.held.value).toEqual(Object.keys(pending.all()));
  await sending.run();
  expect(sending.state.value.at).toBe('attached');
  expect(attached().length).toBe(1);
  expect(new Set(said.filter(each => each.startsWith('begin'))).size).toBe(1);
});

test('if only the completion is lost, the file is not sent again', async () => {
  const { ways, said, attached, completions } = desk({ complete: ['lost', 502] });
  const pending = new PendingCommands(memory(), 'ada');
  const sending = upload(ways, pending);
  await sending.run();
  await sending.run();
  expect(sending.state.value.at).toBe('interrupted');
  await sending.run();
  expect(sending.state.value.at).toBe('attached');
  expect(said.filter(each => each.startsWith('put')).length).toBe(1);
  expect(attached().length).toBe(1);
  expect(pending.held.value).toEqual([]);
  expect(completions.size).toBe(1);
});

test('after a reload the same file goes on under its key and name, though it was renamed', async () => {
  const storage = memory();
  const { ways, bodies, places, attached } = desk({ put: Array(5).fill('lost') });
  await upload(ways, new PendingCommands(storage, 'ada')).run();
  const afterReload = upload(
    ways,
    new PendingCommands(storage, 'ada'),
    letter('copy of letter.txt'),
  );
  await afterReload.run();
  expect(afterReload.state.value.at).toBe('attached');
  expect(places.size).toBe(1);
  expect(attached().length).toBe(1);
  expect(new Set(bodies.map(each => each.fileName))).toEqual(new Set(['letter.txt']));
});

test('a file that lost its place after an hour gets a new one', async () => {
  const { ways, said, attached } = desk({ begin: [404] });
  const sending = upload(ways, new PendingCommands(memory(), 'ada'));
  await sending.run();
  expect(sending.state.value.at).toBe('attached');
  expect(new Set(said.filter(each => each.startsWith('begin'))).size).toBe(2);
  expect(attached().length).toBe(1);
});

test('a refused file says why, and is not kept', async () => {
  const { ways, said } = desk({ begin: [422] });
  const pending = new PendingCommands(memory(), 'ada');
  const sending = upload(ways, pending);
  await sending.run();
  expect(sending.state.value).toMatchObject({ at: 'refused', problem: { code: 'told-422' } });
  expect(pending.all()).toEqual({});
  await sending.run();
  expect(said.length).toBe(1);
});

test.each([429, 503])('a busy server, %d, interrupts and refuses nothing', async status => {
  const { ways } = desk({ begin: [status] });
  const sending = upload(ways, new PendingCommands(memory(), 'ada'));
  await sending.run();
  expect(sending.state.value.at).toBe('interrupted');
});

test('a file that was changed or moved says so', async () => {
  const { ways } = desk({ put: ['lost'] });
  const file = letter();
  const sending = upload(ways, new PendingCommands(memory(), 'ada'), file);
  file.slice = () => {
    throw new DOMException('changed', 'NotReadableError');
  };
  await sending.run();
  expect(sending.state.value).toEqual({ at: 'unreadable' });
});

test('an abandoned upload stops, and is not kept', async () => {
  const { ways, said } = desk();
  const pending = new PendingCommands(memory(), 'ada');
  const sending: Upload = upload(
    {
      ...ways,
      put: async (_to, _file, _onSent, signal) => {
        sending.abandon();
        throw signal.reason;
      },
    },
    pending,
  );
  await sending.run();
  expect(said.length).toBe(1);
  expect(pending.all()).toEqual({});
});

test('an upload that is abandoned before its turn sends nothing', async () => {
  const { ways, said } = desk();
  const sending = upload(ways, new PendingCommands(memory(), 'ada'));
  sending.abandon();
  await sending.run();
  expect(said).toEqual([]);
});
