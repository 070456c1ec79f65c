import { signal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso';

const said = signal('');

/** Whether the text is about the screen that the person comes to next. */
let ofNextScreen = false;

/** Says a text to people who use a screen reader. It is blanked when they go to another screen. */
export function announce(text: string): void {
  // A text that is said twice in a row has to change in between to be heard again.
  said.value = said.peek() === text ? `${text}\u00a0` : text;
  ofNextScreen = false;
}

/** Says a text just before another screen is shown, on which it stays. */
export function announceOnNextScreen(text: string): void {
  announce(text);
  ofNextScreen = true;
}

export function LiveRegion() {
  const { path } = useLocation();
  const before = useRef(path);
  useLayoutEffect(() => {
    // Before the effects of the next screen, which may say something itself.
    if (before.current !== path && !ofNextScreen) {
      said.value = '';
    }
    before.current = path;
    ofNextScreen = false;
  }, [path]);
  return (
    <div class="unseen" role="status">
      {said.value}
    </div>
  );
}
