import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso';

let first = true;

/** A screen: its heading, which gets the focus when a person comes here, and its content. */
export function Page(props: {
  readonly title: string;
  readonly about?: ComponentChildren;
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}) {
  const { path } = useLocation();
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    // Before the person can go to a field, from which the focus would be taken.
    if (first) {
      first = false;
    } else {
      heading.current?.focus();
      window.scrollTo(0, 0);
    }
    // One component may show several addresses, such as the orders of one customer after another.
  }, [path]);
  useLayoutEffect(() => {
    // Together with the heading: a screen reader may tell the title as soon as the focus is there.
    document.title = `${props.title} · Keyshelf`;
  }, [props.title]);
  return (
    <>
      <header class="page">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {props.title}
          </h1>
          {props.about !== undefined && <p class="note">{props.about}</p>}
        </div>
        {props.actions !== undefined && <div class="actions">{props.actions}</div>}
      </header>
      {props.children}
    </>
  );
}
