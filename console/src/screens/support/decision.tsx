import type { Schemas } from '../../api/client';
import { useMessages } from '../../messages';
import { CopyButton } from '../../widgets/copy';
import { money, month, number } from '../../widgets/format';
import { Time } from '../../widgets/time';

/** What the operator decided, and what it gives. */
export function Decision({ of }: { readonly of: Schemas['SupportDecision'] }) {
  const { support, cancellation, shell } = useMessages();
  return (
    <section class="box" aria-label={support.decision}>
      <h2>
        {support.decision}: {support.decisions[of.result]}
      </h2>
      <p class="note">
        {of.operator} ({support.operator}), <Time at={of.at} />
      </p>
      {of.credit !== undefined && of.invoiceMonth !== undefined && (
        <p>{cancellation.doneText(money(of.credit), month(of.invoiceMonth))}</p>
      )}
      {of.tax !== undefined && Number(of.tax.amount) !== 0 && (
        <p class="note">
          {cancellation.tax}: {money(of.tax)}
        </p>
      )}
      {of.lines !== undefined && (
        <ul class="plain-list">
          {of.lines.map(each => (
            <li key={each.line}>
              {support.granted(number(each.line), number(each.quantity), money(each.credit))}
            </li>
          ))}
        </ul>
      )}
      {of.creditNoteId !== undefined && (
        <p>
          {cancellation.creditNote}: <code>{of.creditNoteId}</code>
        </p>
      )}
      {of.customerNotice !== undefined && (
        <>
          <h3>{cancellation.forward}</h3>
          <p class="quote" lang="en">
            {of.customerNotice}
          </p>
          <CopyButton text={of.customerNotice} label={shell.copy} />
        </>
      )}
    </section>
  );
}
