import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Messages } from '../src/messages/en';
import { loadApart, loadMessages } from '../src/messages/languages';
import { LANGUAGES, type Language } from '../src/messages/names';

const texts = (language: Language): Record<string, string> =>
  Object.fromEntries(
    readFileSync(
      new URL(
        `../../local/src/main/resources/dev/keyshelf/local/identity/sign-in/${language}.properties`,
        import.meta.url,
      ),
      'utf8',
    )
      .split('\n')
      .filter(line => line.includes(' = '))
      .map(line => line.split(/ = (.*)/s)),
  );

test.each(Object.keys(LANGUAGES) as Language[])(
  'the sign-in page names roles and buttons in %s as the console does',
  async language => {
    const { words, shell }: Messages = await loadMessages(language);
    const operator = await loadApart('operator', language);
    const page = texts(language);
    // The page of operators has no roles to pick from.
    const { Operator: _, ...roles } = words.roles;
    expect(page).toMatchObject(roles);
    expect(page).toMatchObject({
      submit: shell.signIn,
      languages: shell.language,
      'signed-out': shell.signedOut,
      partner: operator.queue.partner,
    });
  },
);
