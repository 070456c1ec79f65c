import { useState } from 'preact/hooks';
import type { Schemas } from '../../api/client';
import { sum } from '../../api/money';
import { useRead } from '../../api/read';
import type { useCommand } from '../../api/use-command';
import { useApp } from '../../app';
import { useMessages } from '../../messages';
import { CheckField } from '../../widgets/field';
import { useFocusAtFirst } from '../../widgets/focus';
import { formFor, money, month, number } from '../../widgets/format';
import { isUnderWay, Outcome } from '../../widgets/outcome';
import { Read } from '../../widgets/reading';
import { AskSupport } from './ask-support';
import { whyNot } from './why-not';

type Quote = Schemas['CancellationQuote'];

/** How many quotes are asked for at a time. */
const AT_A_TIME = 4;

/** The credit of each chosen order, the notice, and the button that cancels them. */
export function Batch(props: {
  readonly customerId: string;
  readonly orderIds: readonly string[];
  readonly cancel: ReturnType<
    typeof useCommand<Schemas['CancelOrders'], Schemas['CancelledOrders']>
  >;
  readonly onBack: () => void;
}) {
  const { cancellation, shell, words } = useMessages();
  const { api } = useApp();
  const { customerId, orderIds, cancel } = props;
  const [read, setRead] = useState(false);
  const quotes = useRead(orderIds.join(), async () => {
    const found: Quote[] = [];
    for (let at = 0; at < orderIds.length; at += AT_A_TIME) {
      const replies = await Promise.all(
        orderIds.slice(at, at + AT_A_TIME).map(orderId =>
          api.GET('/v1/customers/{customerId}/orders/{orderId}/cancellation', {
            params: { path: { customerId, orderId } },
          }),
        ),
      );
      for (const { data, error, response } of replies) {
        if (data === undefined) {
          return { error, response };
        }
        found.push(data);
      }
    }
    return { data: found, response: new Response() };
  });
  const heading = useFocusAtFirst<HTMLHeadingElement>();
  const busy = isUnderWay(cancel);
  return (
    <>
      <h2 ref={heading} tabIndex={-1}>
        {cancellation.credit}
      </h2>
      <Read of={quotes.state.value} again={quotes.again}>
        {all => {
          const able = all.filter(quote => quote.cancellable);
          const total = sum(able.map(quote => quote.credit));
          return (
            <form
              onSubmit={event => {
                event.preventDefault();
                void cancel.send({
                  orders: able.map(({ orderId, quoteId }) => ({ customerId, orderId, quoteId })),
                  acknowledged: true,
                });
              }}
            >
              <ul class="plain-list">
                {all.map(quote => (
                  <QuoteItem key={quote.quoteId} customerId={customerId} quote={quote} />
                ))}
              </ul>
              {total !== undefined && (
                <p class="sum">
                  {words.total}: <strong>{money(total)}</strong>
                </p>
              )}
              {able.length > 0 && (
                <div class="box">
                  <p>
                    <strong>{cancellation.important}</strong>
                  </p>
                  <p>{cancellation.notice}</p>
                  <CheckField
                    label={cancellation.acknowledge}
                    required
                    checked={read}
                    onChecked={setRead}
                  />
                </div>
              )}
              <Outcome of={cancel} />
              <p class="actions">
                <button type="submit" disabled={busy || !read || able.length === 0}>
                  {cancellation.together(number(able.length), formFor(able.length))}
                </button>
                <button type="button" class="plain" disabled={busy} onClick={props.onBack}>
                  {shell.back}
                </button>
              </p>
            </form>
          );
        }}
      </Read>
    </>
  );
}

function QuoteItem(props: { readonly customerId: string; readonly quote: Quote }) {
  const { cancellation } = useMessages();
  const { customerId, quote } = props;
  return (
    <li class="line">
      <code>{quote.orderId}</code>
      {quote.purchaseOrderNumber !== undefined && ` · ${quote.purchaseOrderNumber}`}
      <br />
      {quote.cancellable ? (
        <>
          {cancellation.credit}: <strong>{money(quote.credit)}</strong> ({month(quote.invoiceMonth)}
          )
        </>
      ) : (
        <strong>{cancellation.notThisOne}</strong>
      )}
      {quote.lines.map(line => (
        <p class="note" key={line.line}>
          {line.productTitle}:{' '}
          {line.cancellable ? (
            <span lang="en">{line.explanation}</span>
          ) : (
            <>
              {whyNot(line.code, cancellation)}
              <AskSupport customerId={customerId} orderId={quote.orderId} line={line} />
            </>
          )}
        </p>
      ))}
    </li>
  );
}
