import { effect, signal } from '@preact/signals';
import { type Language, speak } from './messages';
import { keepLanguage, wantedLanguage } from './messages/names';
import { store, stored } from './stored';

/** The colours that a person chose. They, the language and the time zone are all that `localStorage` holds. */
export type Theme = 'system' | 'light' | 'dark';

export const theme = signal<Theme>('system');

/** The time zone in which instants are shown. */
export type Zone = 'device' | 'utc';

export const zone = signal<Zone>('device');

const THEME = 'keyshelf.theme';
const ZONE = 'keyshelf.zone';

/** Speaks the chosen language, or the browser's, and shows the chosen colours. */
export async function applyPreferences(): Promise<void> {
  const chosen = stored(THEME);
  theme.value = chosen === 'light' || chosen === 'dark' ? chosen : 'system';
  zone.value = stored(ZONE) === 'utc' ? 'utc' : 'device';
  effect(() => {
    if (theme.value === 'system') {
      delete document.documentElement.dataset['theme'];
    } else {
      document.documentElement.dataset['theme'] = theme.value;
    }
  });
  await speak(wantedLanguage());
}

export async function chooseLanguage(language: Language): Promise<void> {
  keepLanguage(language);
  await speak(language);
}

export function chooseTheme(chosen: Theme): void {
  store(THEME, chosen);
  theme.value = chosen;
}

export function chooseZone(chosen: Zone): void {
  store(ZONE, chosen);
  zone.value = chosen;
}
