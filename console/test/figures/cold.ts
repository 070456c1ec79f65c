import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, BrowserContext, Page, Request, Route } from 'playwright-core';
import { messages } from '../../src/messages/en';
import { BASE, fillIn } from '../journeys/browser';

/** Somebody who looks at screens. */
interface Reader {
  readonly user: string;
  readonly roles: readonly string[];
}

/** Looks at the screens of partners. The roles together allow each of them. */
export const READER: Reader = { user: 'ada', roles: ['AdminAgent', 'GlobalAdmin', 'AccountAdmin'] };

/** A slow connection: the time of a round trip in milliseconds, and bits a second. */
export interface Line {
  readonly roundTrip: number;
  readonly bits: number;
}

/** A return from the issuer that was stopped before the console saw it. It can be followed once. */
export interface Return {
  readonly url: string;
  readonly attempt: string;
}

const ATTEMPT = 'keyshelf.sign-in';

/** Begins a sign-in for a page of the console, and returns where the issuer sends the person back to. */
export async function signInUpToTheReturn(
  browser: Browser,
  path: string,
  reader = READER,
): Promise<Return> {
  const context = await browser.newContext({ locale: 'en-US' });
  try {
    const page = await context.newPage();
    await page.goto(BASE + path);
    // The storage of the tab is read while it is at the issuer, which has the same origin here.
    await page.locator('form[method="post"] input[name="user"]').waitFor();
    const attempt = await page.evaluate(name => sessionStorage.getItem(name), ATTEMPT);
    // The tab does not follow: even if its requests are stopped, closing it lets some through, and the code is used.
    const { action, fields } = await filledIn(page, reader);
    const answer = await page.request.post(action, {
      data: fields,
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: BASE },
      maxRedirects: 0,
    });
    return { url: answer.headers()['location'] ?? '', attempt: attempt ?? '' };
  } finally {
    await context.close();
  }
}

/** Fills in the page of the development issuer. Returns what its form would send, and where. */
async function filledIn(page: Page, as: Reader): Promise<{ action: string; fields: string }> {
  await fillIn(page, as);
  return await page.evaluate(() => {
    const form = document.querySelector<HTMLFormElement>('form[method="post"]');
    if (form === null) {
      throw new Error('The page has no form.');
    }
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      fields.append(name, String(value));
    }
    return { action: form.action, fields: fields.toString() };
  });
}

/** Opens a tab without a cache that has begun the sign-in. Its first address has to be the return's. */
export async function tabOf(browser: Browser, returned: Return): Promise<[BrowserContext, Page]> {
  const context = await browser.newContext({
    locale: 'en-US',
    viewport: { width: 1280, height: 900 },
  });
  const page = await context.newPage();
  await page.addInitScript(
    ([name, attempt]) => {
      if (location.pathname.endsWith('/signed-in')) {
        sessionStorage.setItem(name ?? '', attempt ?? '');
      }
    },
    [ATTEMPT, returned.attempt],
  );
  return [context, page];
}

/**
 * What a first load comes to: the frame is `usable` once the heading and the navigation are visible, and all is `shown` once nothing is being read any more.
 */
export type Stage = 'usable' | 'shown';

/** Notes in the page when it first comes to each stage. */
export async function noteStages(page: Page): Promise<void> {
  await page.addInitScript(loading => {
    const visible = (each: Element | null) => each !== null && each.getClientRects().length > 0;
    const isUsable = () =>
      visible(document.querySelector('#console main h1')) &&
      visible(document.querySelector('#console nav a[href]'));
    let usable = false;
    const look = () => {
      if (!usable && isUsable()) {
        usable = true;
        performance.mark('usable');
      }
      const main = document.querySelector('#console main');
      if (
        usable &&
        main?.querySelector('[aria-busy="true"]') === null &&
        !main.textContent?.includes(loading)
      ) {
        performance.mark('shown');
        observer.disconnect();
      }
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { childList: true, subtree: true, attributes: true });
  }, messages.shell.loading);
}

/** Waits until a page comes to a stage. Returns the milliseconds since it was asked for. */
export async function after(page: Page, stage: Stage): Promise<number> {
  await page.waitForFunction(name => performance.getEntriesByName(name).length > 0, stage);
  return await page.evaluate(
    name => performance.getEntriesByName(name)[0]?.startTime ?? Number.NaN,
    stage,
  );
}

/** Slows a page's connection down. */
export async function slowDown(page: Page, line: Line): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: line.roundTrip,
    downloadThroughput: line.bits / 8,
    uploadThroughput: line.bits / 8,
  });
}

/** What a page asked for until it was usable. */
export interface Asked {
  readonly requests: readonly Request[];
  /** The compressed bytes of scripts and styles. */
  readonly bytes: () => Promise<number>;
}

export function listen(page: Page): Asked {
  const requests: Request[] = [];
  page.on('request', request => void requests.push(request));
  return {
    requests,
    bytes: async () => {
      const sizes = await Promise.all(
        requests
          .filter(request => ['script', 'stylesheet'].includes(request.resourceType()))
          .map(async request => (await request.sizes()).responseBodySize),
      );
      return sizes.reduce((total, size) => total + size, 0);
    },
  };
}

/** How far a load has come. */
export interface Trips {
  /** The paths that were asked for in each round. */
  readonly rounds: string[][];
  /** The paths whose answers have not arrived whole. */
  readonly awaited: Set<string>;
}

/**
 * Opens an address and counts the round trips that wait for one another until the page is usable. All that is
 * asked for is held until nothing more is asked for, and then answered at once.
 *
 * @param quiet how long a page asks for nothing more before that, in milliseconds. On a machine that lets the
 *     page wait for longer, one round counts as two.
 * @param trips is told how far the load has come
 */
export async function roundTrips(
  page: Page,
  url: string,
  quiet: number,
  { rounds, awaited }: Trips,
): Promise<void> {
  let held: Route[] = [];
  let asked = Date.now();
  // The page's own address has to be held, too.
  await page.route('**/*', route => {
    held.push(route);
    asked = Date.now();
  });
  let failure: unknown;
  const opened = page.goto(url, { waitUntil: 'commit' }).catch(why => {
    failure = why;
  });
  const isQuiet = () => Date.now() - asked >= quiet;
  while (true) {
    while (held.length === 0 || !isQuiet()) {
      await sleep(50);
      if (failure !== undefined) {
        throw failure;
      }
      if (rounds.length > 0 && isQuiet() && (await isUsable(page))) {
        await opened;
        return;
      }
    }
    const answered = held;
    held = [];
    rounds.push(answered.map(each => pathOf(each.request())));
    await Promise.all(answered.map(each => answer(each, awaited)));
    asked = Date.now();
  }
}

const pathOf = (request: Request) => new URL(request.url()).pathname;

/** Lets a request be answered, and waits until the whole answer is there or the page gave the request up. */
async function answer(route: Route, awaited: Set<string>): Promise<void> {
  const request = route.request();
  const path = pathOf(request);
  awaited.add(path);
  await route.continue();
  await (await request.response())?.finished();
  awaited.delete(path);
}

const isUsable = (page: Page) =>
  page.evaluate(() => performance.getEntriesByName('usable').length > 0);
