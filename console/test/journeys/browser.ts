import { existsSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import axe from 'axe-core';
import {
  type Browser,
  type BrowserContext,
  chromium,
  type Page,
  type Request,
  type Route,
} from 'playwright-core';

/** The address of a server with the console, such as `./keyshelf serve`. */
export const BASE = process.env['KEYSHELF'] ?? 'http://localhost:3000';

/**
 * Whether all is proven: each size, colour and language, and what axe finds at each step. The build walks each journey
 * once, and axe looks at each screen once in `accessibility.test.ts`.
 */
export const WHOLE = process.env['WHOLE'] === 'true';

/** Returns the first program with one of these names on the path, as a shell would find it. */
function program(...names: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return names
    .flatMap(name => folders.map(folder => join(folder, name)))
    .find(file => existsSync(file));
}

/**
 * Starts the browser that `CHROMIUM` names, or Chromium by its names on Debian. Without its windows, it takes a
 * quarter of the processor for each person.
 */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath:
      process.env['CHROMIUM'] ?? program('chromium-headless-shell', 'chromium') ?? 'chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A person at the console. What the page reports as an error is collected. */
export interface Person {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly faults: string[];
}

/** Opens a page of the console, and signs in on the way. */
export async function signIn(
  browser: Browser,
  path: string,
  as: { readonly user: string; readonly roles: readonly string[] },
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<Person> {
  const context = await browser.newContext({
    locale: 'en-US',
    viewport: { width: 1280, height: 900 },
    acceptDownloads: true,
    ...options,
  });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: BASE });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', message => {
    if (message.type() === 'error' && !message.text().includes('Failed to load resource')) {
      faults.push(message.text());
    }
  });
  page.on('pageerror', failure => void faults.push(failure.message));
  await page.goto(BASE + path);
  await atTheIssuer(page, as);
  await page.locator('#console h1').waitFor();
  return { context, page, faults };
}

/** Fills in the page of the development issuer, and sends it. */
export async function atTheIssuer(
  page: Page,
  as: { readonly user: string; readonly roles: readonly string[] },
): Promise<void> {
  await page.locator('form[method="post"] input[name="user"], #console h1').first().waitFor();
  if (!new URL(page.url()).pathname.startsWith('/issuer/')) {
    return;
  }
  await fillIn(page, as);
  await page.locator('form[method="post"] button').first().click();
}

/** Fills in the form of the development issuer, which is shown. */
export async function fillIn(
  page: Page,
  { user, roles }: { readonly user: string; readonly roles: readonly string[] },
): Promise<void> {
  // At once, because each box by itself would take as long as the rest of the sign-in.
  await page.evaluate(
    ({ user, roles }) => {
      for (const field of document.querySelectorAll<HTMLInputElement>(
        'form[method="post"] input',
      )) {
        if (field.name === 'user') {
          field.value = user;
        } else if (field.name === 'role') {
          field.checked = roles.includes(field.value);
        }
      }
    },
    { user, roles: [...roles] },
  );
}

/** Fills in the page of the development issuer, to which a control of the page shown leads. */
export async function onToTheIssuer(
  page: Page,
  as: { readonly user: string; readonly roles: readonly string[] },
): Promise<void> {
  // Until then the page that leads there is still shown, which has a heading of its own.
  await page.waitForURL('**/issuer/authorize?**');
  await atTheIssuer(page, as);
}

/** Waits until the effects of what is shown have run, and theirs. */
export async function effects(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let frames = 0; frames < 3; frames++) {
      await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    }
  });
}

/**
 * Waits until a screen of the console is there and nothing is being read, before and after the effects of
 * what is shown. Those run after a frame, and may begin to read or say something.
 *
 * @param loading how the language of the page says that something is being read
 */
export async function settled(page: Page, loading = 'Loading…'): Promise<void> {
  await page.locator('#console main h1:not([data-left])').waitFor();
  const isQuiet = (text: string) => {
    const main = document.querySelector('#console main');
    return main?.querySelector('[aria-busy="true"]') === null && !main.textContent?.includes(text);
  };
  do {
    await page.waitForFunction(isQuiet, loading);
    await effects(page);
  } while (!(await page.evaluate(isQuiet, loading)));
}

/**
 * Loses the first answer to a request. Later requests have none, so that the console goes on waiting for
 * one for minutes. They are taken back by a reload, after which the route is given up.
 *
 * @param before what is done before the first answer is lost, such as carrying the command out
 */
export async function loseAndLeave(
  page: Page,
  url: Parameters<Page['route']>[0],
  before: (route: Route) => Promise<unknown> = async () => undefined,
): Promise<Request[]> {
  const asked: Request[] = [];
  await page.route(url, async route => {
    asked.push(route.request());
    if (asked.length === 1) {
      await before(route);
      await route.abort('connectionreset');
    }
  });
  return asked;
}

/** Returns what axe-core finds on the page. */
export async function findings(page: Page): Promise<string[]> {
  // What is faded in has its contrast at the end.
  await page.evaluate(() =>
    Promise.allSettled(document.getAnimations().map(animation => animation.finished)),
  );
  // Its source is long, and a page keeps it until it is loaded again.
  if (!(await page.evaluate(() => 'axe' in window))) {
    await page.evaluate(`${axe.source}; undefined`);
  }
  return await page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      resultTypes: ['violations'],
      selectors: false,
    });
    return violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html}`));
  });
}

/** Returns what axe-core finds on a page that a journey passes, in the weekly proofs. */
export async function findingsOnTheWay(page: Page): Promise<string[]> {
  return WHOLE ? await findings(page) : [];
}

/** Returns everything that the page stores, and its address. */
export async function traces(page: Page): Promise<string> {
  return await page.evaluate(() =>
    JSON.stringify([
      { ...localStorage },
      { ...sessionStorage },
      document.cookie,
      location.href,
      history.state,
    ]),
  );
}

/** Waits until this was said to people who use a screen reader. */
export async function announced(page: Page, text: string | RegExp): Promise<void> {
  await page.locator('.unseen[role="status"]', { hasText: text }).waitFor({ state: 'attached' });
}

/** The most bytes of a picture. */
export const PICTURE = 60_000;

/** Takes a picture of what is seen of the page, as small WebP, if the folder PICTURES is named. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['PICTURES'];
  if (folder === undefined) {
    return;
  }
  const session = await page.context().newCDPSession(page);
  let bytes = Buffer.alloc(0);
  for (let quality = 85; quality > 20 && (bytes.length === 0 || bytes.length > PICTURE); ) {
    const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality });
    bytes = Buffer.from(data, 'base64');
    quality -= 15;
  }
  await session.detach();
  writeFileSync(`${folder}/console-${name}.webp`, bytes);
}
