import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

/**
 * Returns a reference whose element gets the focus when it appears, such as the heading of a step that
 * replaced the button of the step before.
 *
 * @param wanted whether it gets the focus; not where the heading of the screen gets it
 */
export function useFocusAtFirst<Of extends HTMLElement>(wanted = true): RefObject<Of | null> {
  const element = useRef<Of>(null);
  useEffect(() => {
    if (wanted) {
      element.current?.focus();
    }
  }, []);
  return element;
}

/**
 * Returns a reference whose element gets the focus when `shown` changes and the focused control went with
 * it, such as a button that a secret replaces.
 */
export function useFocusKept<Of extends HTMLElement>(shown: boolean): RefObject<Of | null> {
  const element = useRef<Of>(null);
  const before = useRef(shown);
  useLayoutEffect(() => {
    if (before.current !== shown && document.activeElement === document.body) {
      element.current?.focus();
    }
    before.current = shown;
  }, [shown]);
  return element;
}

/** Moves the focus to the heading of the screen. */
export function focusHeading(): void {
  document.querySelector<HTMLElement>('main h1')?.focus();
}
