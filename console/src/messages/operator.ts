import { signal } from '@preact/signals';
import type { operator as english } from './en/operator';
import { speakToo } from './index';
import { loadDesk } from './languages';

/** The messages of the operator's desk. They are loaded apart, so that they cost partners nothing. */
export type OperatorMessages = typeof english;

const spoken = signal<OperatorMessages | null>(null);

/** Speaks the messages of the desk, now and in each language that is chosen later. */
export function speakAtTheDesk(): Promise<void> {
  return speakToo(async language => {
    const operator = await loadDesk(language);
    return () => {
      spoken.value = operator;
    };
  });
}

/** Returns the messages of the desk in the language of the person. */
export function useDesk(): OperatorMessages {
  const now = spoken.value;
  if (now === null) {
    throw new Error('the messages of the desk were not loaded');
  }
  return now;
}
