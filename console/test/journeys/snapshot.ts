import type { Page } from 'playwright-core';

/** What differs from run to run, and what stands in its place. */
const CHANGING: readonly (readonly [RegExp, string])[] = [
  [/authorize\?\S+&ui_locales/g, 'authorize?{query}&ui_locales'],
  [/https?:\/\/[^\s"]+/g, '{address}'],
  [/\b[0-9A-HJKMNP-TV-Z]{26}\b/g, '{id}'],
  [/\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/g, '{guid}'],
  [/\b[\da-f]{64}\b/g, '{digest}'],
  // A rendered document holds ids, which are compressed.
  [/"[\d.,]+ kB, SHA-256:"/g, '"{size}, SHA-256:"'],
  [/\b[A-Z\d]{5}(-[A-Z\d]{5}){4}\b/g, '{key}'],
  [/ends with [A-Z\d]{5}\b/g, 'ends with {five}'],
  [/…[A-Z\d]{5}\b/g, '…{five}'],
  [/Java-http-client\/[\d.]+/g, '{program}'],
  [/definition: [\w-]{14,16}=/g, 'definition: {request}'],
  [/\b[A-Z][a-z]{2} \d{1,2}, \d{4}, \d{1,2}:\d{2}(:\d{2})?\s[AP]M( [A-Z\d:+-]+)?/g, '{time}'],
  [/\b\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, '{time}'],
  [/\b\d+ (days?|hours?|minutes?|seconds?)( and \d+ (hours?|minutes?|seconds?))? left/g, '{left}'],
  [/Hidden in [^\n]+/g, 'Hidden in {span}'],
  [/\d+ (?:day|hour|minute|second)s?(?: and \d+ (?:hour|minute|second)s?)?(?=":?$)/gm, '{span}'],
];

/**
 * Returns what a screen reader is told of a page: roles, names and states. What differs from run to run
 * is replaced, and what is the same several times in a row stands there once.
 *
 * @param frame whether the header with the navigation, which is the same on all screens, is told too
 */
export async function snapshotOf(page: Page, frame: boolean): Promise<string> {
  // A modal dialog is all that there is for a screen reader.
  const dialog = page.locator('dialog[open]');
  const seen = await ((await dialog.count()) > 0 ? dialog : page.locator('body')).ariaSnapshot();
  const stable = CHANGING.reduce((text, [each, instead]) => text.replace(each, instead), seen);
  const blocks = blocksOf(stable.split('\n'), 0);
  const told = frame ? blocks : blocks.filter(([first]) => first !== '- banner:');
  return `${together(told).join('\n')}\n`;
}

/** Splits lines before each line of this depth. */
function blocksOf(lines: readonly string[], depth: number): string[][] {
  const blocks: string[][] = [];
  for (const line of lines) {
    const last = blocks.at(-1);
    if (last === undefined || !line.startsWith(' '.repeat(depth + 1))) {
      blocks.push([line]);
    } else {
      last.push(line);
    }
  }
  return blocks;
}

/** Joins blocks. One that is like the one before it is only counted. */
function together(blocks: readonly string[][]): string[] {
  const lines: string[] = [];
  let before = '';
  let alike = 0;
  const count = (depth: number) => {
    if (alike > 0) {
      lines.push(`${' '.repeat(depth)}# ${alike} more like this`);
    }
    alike = 0;
  };
  for (const [first = '', ...inner] of blocks) {
    const depth = first.length - first.trimStart().length;
    const text = [first, ...inner].join('\n');
    if (text === before) {
      alike++;
      continue;
    }
    count(depth);
    before = text;
    lines.push(first, ...together(blocksOf(inner, depth + 2)));
  }
  const depth = (blocks.at(-1)?.[0] ?? '').search(/\S/);
  count(Math.max(0, depth));
  return lines;
}
