import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');

const pairs = (text: string) =>
  Object.fromEntries([...text.matchAll(/--(\w+):\s*([^;}]+)/g)].map(each => [each[1], each[2]]));

/** Returns the colours in the style of a page that is written in Java, as the console writes them. */
const coloursOf = (path: string) => {
  const page = read(`../../${path}`).replace(/\\\n\s*/g, '');
  const [light = '', dark = ''] = page.split('@media(prefers-color-scheme:dark)');
  const darkOnes = pairs(dark.split('}}')[0] ?? '');
  return Object.fromEntries(
    Object.entries(pairs(light)).map(([name, value]) => [
      name,
      `light-dark(${value}, ${darkOnes[name]})`,
    ]),
  );
};

test.each([
  ['the landing page', 'functions/downloads/src/main/java/dev/keyshelf/downloads/Pages.java'],
  ['the sign-in page', 'local/src/main/java/dev/keyshelf/local/identity/SignInPage.java'],
])('the console has the colours of %s, light and dark', (_, path) => {
  const colours = coloursOf(path);
  expect(Object.keys(colours).length).toBeGreaterThan(5);
  expect(pairs(read('../src/style/tokens.css'))).toEqual(colours);
});
