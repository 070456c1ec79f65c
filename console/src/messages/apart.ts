import { signal } from '@preact/signals';
import { speakToo } from './index';
import { type Apart, loadApart } from './languages';
import type { Language } from './names';

/** Returns how messages that are apart are spoken, and how a screen gets them then. */
export function apart<Part extends keyof Apart>(part: Part) {
  const spoken = signal<Apart[Part] | null>(null);
  const load = async (language: Language) => {
    const messages = await loadApart(part, language);
    return () => {
      spoken.value = messages;
    };
  };
  return {
    /** Speaks them, now and in each language that is chosen later. */
    speak: () => speakToo(load),
    /** Returns them in the language of the person. */
    use: (): Apart[Part] => {
      const now = spoken.value;
      if (now === null) {
        throw new Error(`the messages of ${part} were not loaded`);
      }
      return now;
    },
  };
}
