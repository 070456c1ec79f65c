import { store, stored } from '../stored';
import type { Messages } from './en';

/** The languages of the console, each by its tag and its own name. */
export const LANGUAGES = {
  en: 'English',
  'zh-Hans': '简体中文',
  'zh-Hant': '繁體中文',
  ko: '한국어',
  ru: 'Русский',
} as const;

export type Language = keyof typeof LANGUAGES;

const CHOSEN = 'keyshelf.language';

const LOADERS: Record<Language, () => Promise<{ messages: Messages }>> = {
  en: () => import('./en'),
  'zh-Hans': () => import('./zh-Hans'),
  'zh-Hant': () => import('./zh-Hant'),
  ko: () => import('./ko'),
  ru: () => import('./ru'),
};

/** Loads the messages of a language, once. */
export async function loadMessages(language: Language): Promise<Messages> {
  return (await LOADERS[language]()).messages;
}

/** Returns the language that the person chose, or else the one that fits the browser's best. */
export function wantedLanguage(): Language {
  const chosen = stored(CHOSEN);
  return chosen !== null && chosen in LANGUAGES
    ? (chosen as Language)
    : languageFor(navigator.languages);
}

/** Keeps the language that the person chose. */
export function keepLanguage(language: Language): void {
  store(CHOSEN, language);
}

/** Returns the language that fits best what a browser asks for. Tags that are none are passed over. */
export function languageFor(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const locale = localeOf(tag);
    if (locale?.language === 'zh') {
      return locale.script === 'Hant' || locale.region === 'TW' ? 'zh-Hant' : 'zh-Hans';
    }
    if (locale !== undefined && locale.language in LANGUAGES) {
      return locale.language as Language;
    }
  }
  return 'en';
}

function localeOf(tag: string): Intl.Locale | undefined {
  try {
    return new Intl.Locale(tag).maximize();
  } catch {
    // Some systems name locales that are no BCP 47 tags, such as en-US@posix.
    return undefined;
  }
}
