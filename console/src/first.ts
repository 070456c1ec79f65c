import { pathOf } from './auth/attempt';
import { attempt, begin } from './auth/early';
import { wantedLanguage } from './messages/names';
import { fits } from './paths';

// The page holds this script itself. It begins all that a first load needs at the same time, with the program's files:
// each round trip that waits for another one costs a reader far away a noticeable time. What does not arrive is asked
// for again by the program, which also does without this script.

/** The files of the build, as the build writes them into the page. */
export interface Files {
  /** The files of each screen by its pattern, and the part of the messages that only such screens need. */
  readonly screens: readonly (readonly [
    pattern: string,
    files: readonly string[],
    part?: string | null,
  ])[];
  /** The files of the messages, by part and language. The part without a name is every screen's. */
  readonly messages: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

globalThis.keyshelf = begin();

const { screens, messages }: Files = JSON.parse(
  document.getElementById('files')?.textContent ?? '',
);
const language = wantedLanguage();
const path = attempt && pathOf(attempt, location.origin);
const [, files = [], part] =
  (path !== undefined && screens.find(([pattern]) => fits(pattern, path))) || [];
for (const href of [
  ...(messages['']?.[language] ?? []),
  ...files,
  ...(messages[part ?? 'none']?.[language] ?? []),
]) {
  document.head.append(
    Object.assign(document.createElement('link'), { rel: 'modulepreload', href }),
  );
}
