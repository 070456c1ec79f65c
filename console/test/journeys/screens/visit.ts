import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import type { Language } from '../../../src/messages';
import type { Messages } from '../../../src/messages/en';
import { loadApart } from '../../../src/messages/languages';
import type { OperatorMessages } from '../../../src/messages/operator';
import { atTheIssuer, BASE, type Person, settled, signIn } from '../browser';
import { findStory, type Story } from './story';

/** Somebody who signs in, and where. */
export interface Persona {
  readonly user: string;
  readonly roles: readonly string[];
  readonly start: string;
}

/** Looks at the screens of the console as one person, in one language. */
export interface Visit {
  readonly page: Page;
  readonly person: Person;
  readonly words: Messages;
  /** The words of the operator's desk. */
  readonly desk: OperatorMessages;
  readonly story: Story;
  /** Goes to an address without loading the page again, and waits until nothing is being read. */
  go(path: string): Promise<void>;
  /** Loads the page again at an address, with a sign-in on the way. */
  load(path: string): Promise<void>;
  /** Waits until nothing is being read. */
  settled(): Promise<void>;
}

/** A screen of the console, a dialog, or another state of one that looks different. */
export interface Screen {
  /** Names its pictures and its snapshot: small letters and hyphens. */
  readonly name: string;
  readonly as: Persona;
  /** Brings the page there from anywhere in the console, in any language. */
  readonly open: (visit: Visit) => Promise<unknown>;
  /** Brings back what `open` took away, such as the network. */
  readonly after?: (visit: Visit) => Promise<unknown>;
  /** Whether the visit cannot go on from here, such as after a sign-out. */
  readonly ends?: boolean;
}

const LOCALES: Readonly<Record<Language, string>> = {
  en: 'en-US',
  'zh-Hans': 'zh-CN',
  'zh-Hant': 'zh-TW',
  ko: 'ko-KR',
  ru: 'ru-RU',
};

const WORDS: Readonly<Record<Language, () => Promise<{ readonly messages: Messages }>>> = {
  en: () => import('../../../src/messages/en'),
  'zh-Hans': () => import('../../../src/messages/zh-Hans'),
  'zh-Hant': () => import('../../../src/messages/zh-Hant'),
  ko: () => import('../../../src/messages/ko'),
  ru: () => import('../../../src/messages/ru'),
};

let known: Story | undefined;

/** Returns the story behind the server. It is read once, as a person who may read all of it. */
async function storyOf(browser: Browser): Promise<Story> {
  if (known === undefined) {
    const reader = await signIn(browser, '/', { user: 'story', roles: ['AdminAgent'] });
    const asked = reader.page.waitForRequest('**/v1/customers?**');
    await reader.page.locator('nav a[href="/customers"]').click();
    known = await findStory((await (await asked).headerValue('authorization')) ?? '');
    await reader.context.close();
  }
  return known;
}

/** Signs a person in, in a language. The context is closed by the caller. */
export async function visit(
  browser: Browser,
  as: Persona,
  language: Language,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const story = await storyOf(browser);
  const { messages: words } = await WORDS[language]();
  const desk = await loadApart('operator', language);
  const person = await signIn(browser, as.start, as, { locale: LOCALES[language], ...options });
  const { page } = person;
  const quiet = () => settled(page, words.shell.loading);
  await quiet();
  const goTo = async (path: string) => {
    await page.evaluate(address => {
      document.querySelector('main h1')?.setAttribute('data-left', '');
      history.pushState(null, '', address);
      dispatchEvent(new PopStateEvent('popstate'));
    }, path);
    await quiet();
  };
  return {
    page,
    person,
    words,
    desk,
    story,
    settled: quiet,
    go: async path => {
      // By way of the start, so that nothing is left of an earlier look at this screen.
      if (new URL(page.url()).pathname !== as.start) {
        await goTo(as.start);
      }
      await (path === as.start ? quiet() : goTo(path));
    },
    load: async path => {
      await page.goto(BASE + path);
      await atTheIssuer(page, as);
      await quiet();
    },
  };
}

/** Lets the time of the page pass, whose clock was installed, until something is shown. */
export async function untilShown(page: Page, wanted: Locator): Promise<void> {
  for (let steps = 0; !(await wanted.isVisible()); steps++) {
    if (steps === 600) {
      throw new Error(`${wanted} was not shown`);
    }
    await page.clock.runFor(100);
  }
}
