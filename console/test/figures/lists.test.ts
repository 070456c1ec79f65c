import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, signIn } from '../journeys/browser';
import { READER } from './cold';
import { setting, show } from './table';

const ROWS = setting('ROWS', 10_000);

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** What happened in the page since the last look. */
interface Seen {
  shift: number;
  longestTask: number;
  frames: number;
  slowFrames: number;
}

declare global {
  interface Window {
    seen: Seen;
  }
}

async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.seen = { shift: 0, longestTask: 0, frames: 0, slowFrames: 0 };
    new PerformanceObserver(list => {
      for (const entry of list.getEntries()) {
        const { value, sources } = entry as PerformanceEntry & {
          readonly value: number;
          readonly sources: readonly { readonly node: Node | null }[];
        };
        // What is below the list makes room for its rows.
        const isBelow = (node: Node | null) =>
          (node instanceof Element ? node : node?.parentElement)?.closest('.foot') != null;
        window.seen.shift += sources.every(({ node }) => isBelow(node)) ? 0 : value;
      }
    }).observe({ type: 'layout-shift' });
    new PerformanceObserver(list => {
      for (const { duration } of list.getEntries()) {
        window.seen.longestTask = Math.max(window.seen.longestTask, duration);
      }
    }).observe({ type: 'longtask' });
    let last = performance.now();
    const frame = (now: number) => {
      window.seen.frames++;
      window.seen.slowFrames += now - last > 50 ? 1 : 0;
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}

/** Returns what happened during an action. */
async function during(page: Page, action: () => Promise<unknown>): Promise<Seen> {
  const settle = () => page.evaluate(() => new Promise(done => setTimeout(done, 300)));
  await settle();
  await page.evaluate(() => {
    window.seen = { shift: 0, longestTask: 0, frames: 0, slowFrames: 0 };
  });
  await action();
  await settle();
  return await page.evaluate(() => window.seen);
}

const rowsOf = (page: Page) => page.evaluate(() => document.querySelectorAll('tbody tr').length);

/** Reads pages until the list has its last row, or as many as wanted. */
async function readOn(page: Page): Promise<void> {
  const more = page.locator('.foot button.plain[aria-disabled="false"]');
  for (let rows = await rowsOf(page); rows < ROWS; rows = await rowsOf(page)) {
    await more.or(page.locator('.foot:not(:has(button))')).first().waitFor();
    if ((await more.count()) === 0) {
      return;
    }
    await more.click();
    await page.waitForFunction(
      before => document.querySelectorAll('tbody tr').length > before,
      rows,
    );
  }
}

/** Scrolls from the top to the end, a screenful each frame. */
const scrollThrough = (page: Page) =>
  page.evaluate(async () => {
    const frame = () => new Promise(requestAnimationFrame);
    window.scrollTo(0, 0);
    while (window.scrollY + window.innerHeight < document.documentElement.scrollHeight - 2) {
      window.scrollBy(0, window.innerHeight);
      await frame();
    }
  });

test.each([
  ['/orders', 1280],
  ['/software', 1280],
  ['/orders', 375],
])('%s with many rows at %s pixels', async (path, width) => {
  const { page, context } = await signIn(browser, '/', READER, {
    viewport: { width, height: 900 },
  });
  await watch(page);
  await page.goto(new URL(path, page.url()).href);
  await page.locator('form[method="post"] button').first().click();
  await page.locator('table').waitFor();
  const onePage = await during(page, () => scrollThrough(page));
  const first = await rowsOf(page);
  const more = await during(page, () => readOn(page));
  const scroll = await during(page, () => scrollThrough(page));
  const count = await rowsOf(page);
  await page.evaluate(() => window.scrollTo(0, 0));
  const filter = await during(page, async () => {
    const answered = page.waitForResponse(/state=/);
    await page.getByLabel('State').selectOption({ index: 1 });
    await answered;
    await page.locator('table[aria-busy="false"]').waitFor();
  });
  const row = (action: string, rows: number, seen: Seen) => [
    path,
    width,
    rows,
    action,
    seen.shift.toFixed(3),
    `${Math.round(seen.longestTask)} ms`,
    `${seen.slowFrames} of ${seen.frames}`,
  ];
  show(
    ['list', 'width', 'rows', 'action', 'layout shift', 'longest task', 'frames over 50 ms'],
    [
      row('scroll', first, onePage),
      row('read on', count, more),
      row('scroll', count, scroll),
      row('filter', count, filter),
    ],
  );
  expect(count).toBeGreaterThan(0);
  await context.close();
});
