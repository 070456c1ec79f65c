// Drives Chromium for the tests. It reads one line of JSON for each command from standard input, and
// writes one line for each answer to standard output. The tests decide what is right.
import axe from 'axe-core';
import { chromium } from 'playwright-core';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';

const browser = await chromium.launch({
  executablePath: process.argv[2],
  headless: true,
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

const person = async (locale, colorScheme) => {
  const context = await browser.newContext({
    locale,
    colorScheme,
    viewport: { width: 720, height: 320 },
  });
  const page = await context.newPage();
  const blocked = [];
  page.on('console', message => {
    if (message.text().includes('Content Security Policy')) {
      blocked.push(message.text());
    }
  });
  return { context, page, blocked };
};

// The page's Content-Security-Policy allows no scripts, so axe-core is evaluated, not added as one.
const inspect = async page => {
  await page.evaluate(axe.source + '; undefined');
  return page.evaluate(async () => {
    const { violations } = await axe.run({ resultTypes: ['violations'], selectors: false });
    return violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html}`));
  });
};

const describe = async ({ page, blocked }) => ({
  language: await page.evaluate(() => document.documentElement.lang),
  title: await page.title(),
  heading: await page.locator('h1').innerText(),
  text: await page.locator('main').innerText(),
  mains: await page.locator('main').count(),
  scripts: await page.locator('script').count(),
  violations: await inspect(page),
  blocked,
});

const received = async download => ({
  name: download.suggestedFilename(),
  sha256: createHash('sha256').update(await readFile(await download.path())).digest('hex'),
});

const tabToTheButton = async page => {
  for (let presses = 1; presses <= 20; presses++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => document.activeElement.tagName === 'BUTTON')) {
      return presses;
    }
  }
  throw new Error('no button can be reached with the keyboard');
};

const commands = {
  /** Opens a page, sends its form if asked to, and describes the result. */
  async look({ url, locale, dark, form, screenshot }) {
    const someone = await person(locale, dark ? 'dark' : 'light');
    try {
      let response = await someone.page.goto(url);
      if (form) {
        const answered = someone.page.waitForResponse(each => each.request().method() === 'POST');
        await someone.page.getByRole('button').click();
        response = await answered;
        await someone.page.waitForLoadState();
      }
      const seen = await describe(someone);
      if (screenshot) {
        await someone.page.screenshot({ path: screenshot, fullPage: true });
      }
      return { status: response.status(), headers: response.headers(), ...seen };
    } finally {
      await someone.context.close();
    }
  },

  /** Opens a page and keeps it, so that `send` can send its form later, when that may fail. */
  async sendLater({ url, locale }) {
    commands.kept = await person(locale, 'light');
    await commands.kept.page.goto(url);
    return { id: await commands.kept.page.locator('input[name=download]').inputValue() };
  },

  async send({ screenshot }) {
    const { page, context } = commands.kept;
    const answered = page.waitForResponse(each => each.request().method() === 'POST');
    await page.getByRole('button').click();
    const response = await answered;
    await page.waitForLoadState();
    const seen = await describe(commands.kept);
    if (screenshot) {
      await page.screenshot({ path: screenshot, fullPage: true });
    }
    const id = await page.locator('input[name=download]').inputValue();
    await context.close();
    return { status: response.status(), id, ...seen };
  },

  /**
   * Downloads with the keyboard, then with a double click, then after going elsewhere and back. The
   * page elsewhere names its own icon: Chromium may look for a missing one only after it has gone
   * back, and would report that as the landing page's fault.
   */
  async download({ url, elsewhere }) {
    const someone = await person('en-US', 'light');
    const { page, context, blocked } = someone;
    try {
      await page.goto(url);
      const presses = await tabToTheButton(page);
      let next = page.waitForEvent('download');
      await page.keyboard.press('Enter');
      const first = await received(await next);

      next = page.waitForEvent('download');
      await page.getByRole('button').dblclick();
      const again = await received(await next);

      await page.goto(elsewhere);
      await page.goBack();
      next = page.waitForEvent('download');
      await page.getByRole('button').click();
      const back = await received(await next);
      return { presses, first, again, back, blocked };
    } finally {
      await context.close();
    }
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { command, ...parameters } = JSON.parse(line);
  let answer;
  try {
    answer = await commands[command](parameters);
  } catch (failure) {
    answer = { failure: String(failure) };
  }
  process.stdout.write(JSON.stringify(answer) + '\n');
}
await browser.close();
