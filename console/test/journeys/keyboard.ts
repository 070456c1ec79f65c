import type { Locator, Page } from 'playwright-core';

/** A date field has a stop for each part of a date and one for its calendar. */
const STOPS_IN_A_FIELD = 4;

/** A person at the console who has a keyboard only. */
export class Keyboard {
  /** @param most how often Tab is pressed before a control counts as out of reach */
  constructor(
    private readonly page: Page,
    private readonly most = 120,
  ) {}

  /**
   * Presses Tab until the control has the focus, and checks each stop on the way: that it is in the order
   * of the page, can be seen to have the focus, and can be left.
   */
  async tabTo(role: Parameters<Page['getByRole']>[0], name: string | RegExp): Promise<Locator> {
    const exact = typeof name === 'string';
    const wanted = this.page.getByRole(role, { name, exact });
    await wanted.first().waitFor();
    let stops = 0;
    for (let presses = 0; presses < this.most; presses++) {
      if (await wanted.evaluateAll(all => all.some(each => each === document.activeElement))) {
        return this.page.locator(':focus');
      }
      await this.page.evaluate(() => {
        (window as { before?: Element | null }).before = document.activeElement;
      });
      await this.page.keyboard.press('Tab');
      const fault = await this.page.evaluate(faultOfFocus);
      if (fault === 'same') {
        stops++;
      } else if (fault === '') {
        stops = 0;
      }
      if (stops > STOPS_IN_A_FIELD) {
        throw new Error(`the focus cannot leave ${await this.focused()}`);
      }
      if (fault !== '' && fault !== 'same') {
        throw new Error(`${fault}: ${await this.focused()}`);
      }
    }
    throw new Error(`${role} "${name}" was not reached; the focus is on ${await this.focused()}`);
  }

  /** Goes to a control by Tab, and presses a key there. */
  async press(
    role: Parameters<Page['getByRole']>[0],
    name: string | RegExp,
    key = 'Enter',
  ): Promise<void> {
    await this.tabTo(role, name);
    await this.page.keyboard.press(key);
  }

  /** Goes to a field by Tab, and types over what is there. */
  async type(
    role: Parameters<Page['getByRole']>[0],
    name: string | RegExp,
    text: string,
  ): Promise<void> {
    await this.tabTo(role, name);
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.page.keyboard.type(text);
  }

  /** Goes to a choice by Tab, and presses the arrow down from its first option until one is chosen. */
  async choose(name: string | RegExp, option: string | RegExp): Promise<void> {
    const box = await this.tabTo('combobox', name);
    const chosen = () =>
      box.evaluate(each => (each as HTMLSelectElement).selectedOptions[0]?.textContent ?? '');
    await this.page.keyboard.press('Home');
    let before: string | undefined;
    for (let now = await chosen(); now !== before; now = await chosen()) {
      if (typeof option === 'string' ? now === option : option.test(now)) {
        return;
      }
      before = now;
      await this.page.keyboard.press('ArrowDown');
    }
    throw new Error(`${name} has no option ${option}; the last one is ${before}`);
  }

  /** Returns the tag and the text of what has the focus. */
  focused(): Promise<string> {
    return this.page.evaluate(() => {
      const at = document.activeElement;
      return `${at?.tagName} ${at?.getAttribute('aria-label') ?? at?.textContent?.trim()}`;
    });
  }
}

/** Runs in the page. Returns what is wrong with the focus, `same` if it has not moved, or nothing. */
function faultOfFocus(): string {
  const { before } = window as { before?: Element | null };
  const now = document.activeElement;
  if (now === null || now === document.body) {
    return '';
  }
  if (now === before) {
    return 'same';
  }
  const style = getComputedStyle(now);
  if (!now.matches(':focus-visible') || style.outlineStyle === 'none') {
    return 'the focus cannot be seen';
  }
  const { left, right, top, bottom } = now.getBoundingClientRect();
  if (right <= 0 || bottom <= 0 || left >= innerWidth || top >= innerHeight) {
    return 'the focus is outside of the window';
  }
  const dialog = document.querySelector('dialog[open]');
  if (dialog !== null && !dialog.contains(now)) {
    return 'the focus is behind the dialog';
  }
  const back =
    before !== null &&
    before !== undefined &&
    before !== document.body &&
    before.isConnected &&
    (before.compareDocumentPosition(now) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
  // From the last control of a dialog, the browser goes on with its first.
  return back && dialog === null ? 'the focus went back' : '';
}
