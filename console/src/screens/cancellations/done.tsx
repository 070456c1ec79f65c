import { useEffect } from 'preact/hooks';
import type { Schemas } from '../../api/client';
import { useMessages } from '../../messages';
import { CopyButton } from '../../widgets/copy';
import { useFocusAtFirst } from '../../widgets/focus';
import { money, month } from '../../widgets/format';
import { announce } from '../../widgets/live';

/** The confirmation of a cancellation, with the invoice that carries the credit. */
export function Done(props: { readonly cancellation: Schemas['Cancellation'] }) {
  const { cancellation, shell } = useMessages();
  const heading = useFocusAtFirst<HTMLHeadingElement>();
  useEffect(() => {
    announce(cancellation.done);
  }, []);
  const done = props.cancellation;
  return (
    <section class="box">
      <h3 ref={heading} tabIndex={-1}>
        {cancellation.done}
      </h3>
      <p>{cancellation.doneText(money(done.credit), month(done.invoiceMonth))}</p>
      <ul class="plain-list">
        {done.lines.map(line => (
          <li key={line.line}>
            {line.productTitle}: {money(line.credit)}
            <br />
            <span class="note" lang="en">
              {line.explanation}
            </span>
          </li>
        ))}
      </ul>
      <p>
        {cancellation.creditNote}: <code>{done.creditNoteId}</code>
      </p>
      <h4>{cancellation.forward}</h4>
      <p class="quote" lang="en">
        {done.customerNotice}
      </p>
      <CopyButton text={done.customerNotice} label={shell.copy} />
    </section>
  );
}
