import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { useMessages } from '../messages';

/** A modal dialog. It opens when it is shown, and tells when the person closes it. */
export function Dialog(props: {
  readonly title: string;
  readonly onClose: () => void;
  /** Returns where the focus goes if not to the control that opened the dialog. */
  readonly focusAfter?: () => HTMLElement | null | undefined;
  readonly children: ComponentChildren;
}) {
  const { shell } = useMessages();
  const dialog = useRef<HTMLDialogElement>(null);
  const shown = useRef(false);
  const focusAfter = useRef(props.focusAfter);
  focusAfter.current = props.focusAfter;
  const id = useId();
  useLayoutEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    shown.current = true;
    // This runs while the element is still on the page. Later the browser would drop the focus.
    return () => {
      shown.current = false;
      dialog.current?.close();
      const target = focusAfter.current?.() ?? opener;
      const found = target instanceof HTMLElement && target.isConnected && target !== document.body;
      (found ? target : document.querySelector<HTMLElement>('main h1'))?.focus();
    };
  }, []);
  const leave = () => {
    if (shown.current) {
      shown.current = false;
      props.onClose();
    }
  };
  const closed = (event: Event) => {
    // A file picker inside has an event of the same name when it is left without a file.
    if (event.target === dialog.current) {
      leave();
    }
  };
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      // The browser first gives the focus back to the opener and tells `close` in a later task. A key that is pressed
      // in between asks to open a dialog that counts as open, and is lost. So the dialog is left before it closes.
      onCancel={closed}
      onClose={closed}
    >
      <div class="head">
        <h2 id={id}>{props.title}</h2>
        <button type="button" class="plain" onClick={leave}>
          {shell.close}
        </button>
      </div>
      {props.children}
    </dialog>
  );
}
