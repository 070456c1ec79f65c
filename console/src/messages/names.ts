import { store, stored } from '../stored';

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
      const script = locale.script ?? locale.maximize().script;
      return script === 'Hant' || locale.region === 'TW' ? 'zh-Hant' : 'zh-Hans';
    }
    if (locale !== undefined && locale.language in LANGUAGES) {
      return locale.language as Language;
    }
  }
  return 'en';
}

/** Does not add what is likely: a browser takes 10 ms or more for the first one, and nearly no tag needs it. */
function localeOf(tag: string): Intl.Locale | undefined {
  try {
    return new Intl.Locale(tag);
  } catch {
    // Some systems name locales that are no BCP 47 tags, such as en-US@posix.
    return undefined;
  }
}
