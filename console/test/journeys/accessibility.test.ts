import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LANGUAGES, type Language } from '../../src/messages';
import { effects, openBrowser } from './browser';
import { FIRST, LOOKS } from './looks';
import { type Persona, SCREENS, type Visit, visit } from './screens';
import { FRAME } from './screens/frame';
import { snapshotOf } from './snapshot';

/** The language that is looked at, `all`, or nothing for the look of the build. */
const whole = process.env['ACCESSIBILITY'] ?? '';

const languages = (Object.keys(LANGUAGES) as Language[]).filter(
  each => (whole === '' && each === 'en') || whole === 'all' || whole === each,
);

const screens = SCREENS.filter(({ name }) => name.includes(process.env['SCREEN'] ?? ''));

let browser: Browser;
let open: { readonly as: Persona; readonly language: Language; readonly visit: Visit } | undefined;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** Goes on with the visit of this person in this language, or begins it. */
async function visitOf(as: Persona, language: Language): Promise<Visit> {
  if (open?.as !== as || open.language !== language) {
    await end();
    open = { as, language, visit: await visit(browser, as, language) };
  }
  return open.visit;
}

/** Waits until nothing of the screen changes by itself. A page without a heading reads nothing. */
async function calm({ page, settled }: Visit): Promise<void> {
  await ((await page.locator('#console main h1').count()) > 0 ? settled() : effects(page));
}

async function end(): Promise<void> {
  const { context } = open?.visit.person ?? {};
  open = undefined;
  await context?.close();
}

describe.each(languages)('%s', language => {
  test.each(screens)('$name', async screen => {
    const on = await visitOf(screen.as, language);
    try {
      await screen.open(on);
      await calm(on);
      const faults = [];
      for (const look of whole === '' ? [FIRST] : LOOKS) {
        faults.push(...(await look.faults(on.page)).map(fault => `${look.name}: ${fault}`));
      }
      expect(faults).toEqual([]);
      if (whole === '') {
        const seen = await snapshotOf(on.page, FRAME.includes(screen));
        await expect(seen).toMatchFileSnapshot(`snapshots/${screen.name}.txt`);
      }
      await screen.after?.(on);
      if (screen.ends) {
        await end();
      }
    } catch (failure) {
      await end();
      throw failure;
    }
  });
});
