import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from './browser';
import { Keyboard } from './keyboard';
import { LOOKS } from './looks';

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  page = await browser.newPage();
});
afterAll(() => browser.close());

const GOOD = `
  <h1>Orders</h1>
  <nav><a href="#a" aria-current="page" style="font-weight: 700">Orders</a> <a href="#b">Software</a></nav>
  <p><button type="button">Cancel</button></p>
  <p><label>Market <input aria-invalid="true" aria-describedby="why"></label> <span id="why">Two letters</span></p>`;

const show = (content: string) =>
  page.setContent(`<!doctype html><html lang="en"><head><title>Orders</title>
    <meta name="viewport" content="width=device-width">
    <style>:focus-visible { outline: 3px solid } button { border: 1px solid } a { margin: 1rem }</style></head>
    <body><main>${content}</main></body></html>`);

/** Returns what the look with this name finds. */
async function found(look: string): Promise<string> {
  return (
    (await LOOKS.find(({ name }) => name === look)?.faults(page))?.join('\n') ?? 'no such look'
  );
}

test('no look finds anything on a good page', async () => {
  await show(GOOD);
  for (const { name } of LOOKS) {
    expect(await found(name)).toBe('');
  }
});

describe('a look finds', () => {
  test.each([
    ['light 1280', 'color-contrast', '<p style="color: #999; background: #fff">Faint</p>'],
    ['dark 1280', 'label', '<input style="color-scheme: dark">'],
    ['dark 375', 'sideways scrolling', '<p style="width: 400px">Wide</p>'],
    [
      'light 375',
      'cut off',
      '<p style="width: 5em; overflow: hidden; white-space: nowrap">Too long for it</p>',
    ],
    ['320', 'sideways scrolling', '<p style="width: 340px">Wide</p>'],
    ['zoom', 'sideways scrolling', '<p style="width: 700px">Wide</p>'],
    ['less motion', 'moves', '<p style="transition: color 1s">Slow</p>'],
    ['less motion', 'moves', '<p style="scroll-behavior: smooth">Smooth</p>'],
    ['forced colours', 'no edge', '<button type="button" style="border: 0">Buy</button>'],
    [
      'forced colours',
      'current by colour only',
      '<nav><a href="#a" aria-current="page">A</a><a href="#b">B</a></nav>',
    ],
    [
      'forced colours',
      'wrong by colour only',
      '<p><label>Size <input aria-invalid="true"></label></p>',
    ],
    [
      'forced colours',
      'focus not visible',
      '<button type="button" style="outline: 0">Buy</button>',
    ],
  ] as const)('%s: %s', async (look, fault, content) => {
    await show(GOOD + content);
    expect(await found(look)).toContain(fault);
  });
});

describe('the keyboard', () => {
  const button = (name: string, more = '') => `<button type="button" ${more}>${name}</button>`;

  test.each([
    ['reaches what is there', '', button('One') + button('Two')],
    [
      'does not reach what Tab passes over',
      'was not reached',
      button('One') + button('Two', 'tabindex="-1"'),
    ],
    [
      'sees a trap',
      'cannot leave',
      `${button('One', 'onkeydown="event.preventDefault()"')}${button('Two')}`,
    ],
    [
      'sees a focus that cannot be seen',
      'cannot be seen',
      button('One', 'style="outline: 0"') + button('Two'),
    ],
    [
      'sees an order that goes back',
      'went back',
      button('Zero', 'tabindex="2"') + button('One', 'tabindex="1" class="first"') + button('Two'),
    ],
    [
      'sees a focus outside of the window',
      'outside of the window',
      button('One', 'style="position: fixed; left: -900px"') + button('Two'),
    ],
  ] as const)('%s', async (_, fault, content) => {
    await show(content);
    for (const first of await page.locator('.first').all()) {
      await first.focus();
    }
    const reached = new Keyboard(page, 12).tabTo('button', 'Two').then(
      () => '',
      failure => String(failure),
    );
    expect(await reached).toContain(fault);
  });
});
