import { batch, signal } from '@preact/signals';
import type { Messages } from './en';
import { loadMessages } from './languages';
import { type Language, wantedLanguage } from './names';

export { LANGUAGES, type Language, languageFor } from './names';

const spoken = signal<{ language: Language; messages: Messages } | null>(null);

/** Loads messages of a language that are apart from the others. Returns how to speak them. */
type LoadPart = (language: Language) => Promise<() => void>;

const parts = new Set<LoadPart>();

/** Loads a language and speaks it from then on. */
export async function speak(language: Language): Promise<void> {
  const [messages, ...apart] = await Promise.all([
    loadMessages(language),
    ...[...parts].map(load => load(language)),
  ]);
  document.documentElement.lang = language;
  batch(() => {
    spoken.value = { language, messages };
    for (const speakPart of apart) {
      speakPart();
    }
  });
}

/** Speaks more messages, now and in each language that is chosen later. */
export async function speakToo(load: LoadPart): Promise<void> {
  parts.add(load);
  const wanted = () => spoken.peek()?.language ?? wantedLanguage();
  const language = wanted();
  const speakPart = await load(language);
  // Another language that was chosen meanwhile has been loaded with this part.
  if (wanted() === language) {
    speakPart();
  }
}

/** Returns the messages in the language of the person. */
export function useMessages(): Messages {
  return current().messages;
}

/** Returns the tag of the language of the person. */
export function spokenLanguage(): Language {
  return current().language;
}

function current() {
  const now = spoken.value;
  if (now === null) {
    throw new Error('no language was loaded');
  }
  return now;
}
