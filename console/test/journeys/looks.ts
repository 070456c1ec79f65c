import type { Page } from 'playwright-core';
import { findings } from './browser';

/** A way to look at a screen, and what is wrong with it when it is looked at so. */
export interface Look {
  readonly name: string;
  /** What is true of every screen then. */
  readonly meaning: string;
  readonly faults: (page: Page) => Promise<string[]>;
}

/** Sets the size of the window, in CSS pixels, and how many pixels of the device one of them takes. */
async function resize(page: Page, width: number, height: number, scale = 1): Promise<void> {
  await page.setViewportSize({ width, height });
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('Emulation.setDeviceMetricsOverride', {
    width,
    height,
    deviceScaleFactor: scale,
    mobile: false,
  });
  await devTools.detach();
}

/** Finds what is wider than its window or dialog, and text that its own box cuts off. */
async function overflowing(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const name = (element: Element) =>
      `${element.tagName.toLowerCase()}${element.className ? `.${element.className}` : ''} "${element.textContent?.trim().slice(0, 40)}"`;
    const wide = [document.documentElement, ...document.querySelectorAll('dialog[open]')]
      .filter(each => each.scrollWidth > each.clientWidth)
      .map(each => {
        const { right } = each.getBoundingClientRect();
        const widest = [...each.querySelectorAll('*')].filter(
          inner => inner.getBoundingClientRect().right > right && inner.children.length === 0,
        );
        return `sideways scrolling: ${name(widest[0] ?? each)}`;
      });
    const cut = [...document.querySelectorAll('body *')]
      .filter(each => {
        const style = getComputedStyle(each);
        return (
          /hidden|clip/.test(style.overflow) &&
          style.clipPath === 'none' &&
          // What is typed into a field scrolls there.
          !each.matches('input, textarea') &&
          each.scrollWidth > each.clientWidth + 1
        );
      })
      .map(each => `cut off: ${name(each)}`);
    return [...wide, ...cut];
  });
}

/** Finds what moves, although the person asked for less motion. */
async function moving(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const lasts = (times: string) => times.split(',').some(time => Number.parseFloat(time) > 0);
    return [...document.querySelectorAll('*')]
      .filter(each => {
        const style = getComputedStyle(each);
        return (
          (style.animationName !== 'none' && lasts(style.animationDuration)) ||
          lasts(style.transitionDuration) ||
          style.scrollBehavior === 'smooth'
        );
      })
      .map(each => `moves: ${each.tagName.toLowerCase()}.${each.className}`);
  });
}

/**
 * Finds what cannot be told apart without its own colours: a control without an edge, a current place
 * or a wrong field that only a colour or a shadow marks, a focus without an outline.
 */
async function colouredOnly(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const shown = (each: Element) =>
      each instanceof HTMLElement &&
      each.checkVisibility() &&
      getComputedStyle(each).clipPath === 'none';
    const name = (each: Element) =>
      `${each.tagName.toLowerCase()}.${each.className} "${each.textContent?.trim().slice(0, 40)}"`;
    const edge = (each: Element) => {
      const style = getComputedStyle(each);
      return style.borderTopStyle !== 'none' && Number.parseFloat(style.borderTopWidth) >= 1
        ? style.borderTopColor
        : undefined;
    };
    const all = (selector: string) => [...document.querySelectorAll(selector)].filter(shown);
    const paper = getComputedStyle(document.body).backgroundColor;
    const edgeless = all('button, .go, .tag, select, textarea, dialog[open], .box, .banner')
      .filter(each => edge(each) === undefined || edge(each) === paper)
      .map(each => `no edge: ${name(each)}`);
    const inputs = all('input:not([type="checkbox"], [type="radio"], [type="file"])')
      .filter(each => edge(each) === undefined)
      .map(each => `no edge: ${name(each)}`);
    const marks = (each: Element) => {
      const { fontWeight, textDecorationLine, borderBottomWidth } = getComputedStyle(each);
      return `${fontWeight} ${textDecorationLine} ${borderBottomWidth}`;
    };
    const current = all('[aria-current]')
      .filter(each =>
        [...(each.parentElement?.children ?? [])].some(
          other => !other.matches('[aria-current]') && marks(other) === marks(each),
        ),
      )
      .map(each => `current by colour only: ${name(each)}`);
    const wrong = all('[aria-invalid="true"]')
      .filter(each => !document.getElementById(each.getAttribute('aria-describedby') ?? ''))
      .filter(each => each.parentElement?.querySelector('.fault') === null)
      .map(each => `wrong by colour only: ${name(each)}`);
    const inside = document.querySelector('dialog[open]') ?? document;
    const focused = [
      ...inside.querySelectorAll('a[href], button, input, select, textarea, summary'),
    ]
      .filter(each => shown(each) && !each.matches(':disabled'))
      .filter(each => {
        (document.activeElement as HTMLElement | null)?.blur();
        (each as HTMLElement).focus({ focusVisible: true } as FocusOptions);
        const style = getComputedStyle(each);
        return style.outlineStyle === 'none' || Number.parseFloat(style.outlineWidth) < 2;
      })
      .map(each => `focus not visible: ${name(each)}`);
    return [...edgeless, ...inputs, ...current, ...wrong, ...focused];
  });
}

const ORDINARY = {
  colorScheme: 'light',
  reducedMotion: 'no-preference',
  forcedColors: 'none',
} as const;

const WIDE = [1280, 900] as const;

const plain = (
  colorScheme: 'light' | 'dark',
  [width, height]: readonly [width: number, height: number],
): Look => ({
  name: `${colorScheme} ${width}`,
  meaning: 'axe finds nothing, nothing scrolls sideways, and no text is cut off',
  faults: async page => {
    await page.emulateMedia({ ...ORDINARY, colorScheme });
    await resize(page, width, height);
    return [...(await findings(page)), ...(await overflowing(page))];
  },
});

/** How the build looks at a screen. */
export const FIRST: Look = plain('light', WIDE);

/** All ways to look at a screen. The last one leaves the page as the first one found it. */
export const LOOKS: readonly Look[] = [
  plain('dark', WIDE),
  plain('dark', [375, 800]),
  plain('light', [375, 800]),
  {
    name: '320',
    meaning: 'nothing scrolls sideways, and no text is cut off',
    faults: async page => {
      await resize(page, 320, 640);
      return await overflowing(page);
    },
  },
  {
    name: 'zoom',
    meaning: 'at 200 % of a window of 1280 by 900, nothing scrolls sideways or is cut off',
    faults: async page => {
      await resize(page, WIDE[0] / 2, WIDE[1] / 2, 2);
      return await overflowing(page);
    },
  },
  {
    name: 'less motion',
    meaning: 'nothing is animated, and nothing scrolls smoothly',
    faults: async page => {
      await resize(page, ...WIDE);
      await page.emulateMedia({ ...ORDINARY, reducedMotion: 'reduce' });
      return await moving(page);
    },
  },
  {
    name: 'forced colours',
    meaning:
      'controls, boxes and badges have an edge, the current place and wrong fields are marked by more than a colour, and the focus has an outline',
    faults: async page => {
      await page.emulateMedia({ ...ORDINARY, forcedColors: 'active' });
      return [...(await findings(page)), ...(await colouredOnly(page))];
    },
  },
  FIRST,
];
