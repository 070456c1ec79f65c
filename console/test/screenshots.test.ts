import { readdirSync, readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';

const docs = new URL('../../docs/', import.meta.url);
const pictures = readdirSync(new URL('screenshots/', docs));
const sizeOf = (name: string) => statSync(new URL(`screenshots/${name}`, docs)).size;

test('the page of the console names each of its pictures, and no others', () => {
  const page = readFileSync(new URL('console.md', docs), 'utf8');
  const named = [...page.matchAll(/screenshots\/([\w-]+\.\w+)/g)].map(each => each[1] ?? '');
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter(name => !pictures.includes(name))).toEqual([]);
  const ofConsole = pictures.filter(name => name.startsWith('console-'));
  expect(ofConsole.filter(name => !named.includes(name) || !name.endsWith('.webp'))).toEqual([]);
});

test('the pictures keep the repository small', () => {
  expect(pictures.filter(name => name.endsWith('.webp') && sizeOf(name) > 60_000)).toEqual([]);
  const total = pictures.reduce((sum, name) => sum + sizeOf(name), 0);
  expect(total).toBeLessThanOrEqual(3_000_000);
});
