import { useEffect, useRef, useState } from 'preact/hooks';
import type { Schemas } from '../../api/client';
import { useRead } from '../../api/read';
import { useCommand } from '../../api/use-command';
import { useApp } from '../../app';
import { useMessages } from '../../messages';
import { Dialog } from '../../widgets/dialog';
import { money } from '../../widgets/format';
import { announce } from '../../widgets/live';
import { isUnderWay, Outcome } from '../../widgets/outcome';
import { Read } from '../../widgets/reading';
import { Acknowledge } from './acknowledge';
import { ChooseOrder } from './choose-order';
import { Done } from './done';
import { Lines } from './lines';
import { everything, isValid, type Selection, textOf } from './selection';

/** A cancellation as it is sent: the lines are in the address, the rest in the body. */
export interface Sent {
  readonly lines: string;
  readonly body: Schemas['CancelOrder'];
}

/** Cancels a purchase: which order, which lines, what the credit is, and what stops working. */
export function CancelDialog(props: {
  readonly customerId: string;
  readonly orderId: string | undefined;
  readonly onOrder: (orderId: string) => void;
  readonly onClose: () => void;
}) {
  const { cancellation } = useMessages();
  const { customerId, orderId } = props;
  const done = useRef(false);
  return (
    <Dialog
      title={cancellation.title}
      onClose={props.onClose}
      // What opened the dialog may not be offered for a cancelled order.
      focusAfter={() => (done.current ? document.querySelector<HTMLElement>('main h1') : null)}
    >
      <ChooseOrder customerId={customerId} orderId={orderId} onOrder={props.onOrder} />
      {orderId !== undefined && (
        <Cancelling
          key={orderId}
          customerId={customerId}
          orderId={orderId}
          onDone={() => {
            done.current = true;
          }}
        />
      )}
    </Dialog>
  );
}

function Cancelling(props: {
  readonly customerId: string;
  readonly orderId: string;
  readonly onDone: () => void;
}) {
  const { api } = useApp();
  const { customerId, orderId } = props;
  const whole = useRead(orderId, () =>
    api.GET('/v1/customers/{customerId}/orders/{orderId}/cancellation', {
      params: { path: { customerId, orderId } },
    }),
  );
  const [earlier, setEarlier] = useState(false);
  const cancel = useCommand(
    `cancel-order ${orderId}`,
    ({ key, fetch }, { lines, body }: Sent) =>
      api.POST('/v1/customers/{customerId}/orders/{orderId}/cancellation', {
        params: {
          path: { customerId, orderId },
          header: { 'Idempotency-Key': key },
          query: { lines },
        },
        body,
        fetch,
      }),
    { resumption: 'ask', resumed: () => setEarlier(true) },
  );
  const state = cancel.state.value;
  useEffect(() => {
    if (state.at === 'done') {
      props.onDone();
    }
  }, [state.at]);
  if (state.at === 'done') {
    return <Done cancellation={state.answer} />;
  }
  if (earlier && isUnderWay(cancel)) {
    // The lines and the credit of the earlier cancellation are not those that would be shown now.
    return <Outcome of={cancel} />;
  }
  return (
    <Read of={whole.state.value} again={whole.again}>
      {quote => <Quoted customerId={customerId} quote={quote} cancel={cancel} />}
    </Read>
  );
}

function Quoted(props: {
  readonly customerId: string;
  readonly quote: Schemas['CancellationQuote'];
  readonly cancel: ReturnType<typeof useCommand<Sent, Schemas['Cancellation']>>;
}) {
  const { cancellation } = useMessages();
  const { api } = useApp();
  const { customerId, quote, cancel } = props;
  const [selection, setSelection] = useState<Selection>(() => everything(quote));
  const valid = isValid(selection, quote);
  // A quantity that cannot be cancelled asks for no credit: the last one stays, and is not sent.
  const asked = useRef('');
  if (valid) {
    asked.current = textOf(selection);
  }
  const lines = asked.current;
  const state = cancel.state.value;
  const outdated =
    state.at === 'refused' && state.problem.code === 'quote-outdated'
      ? (state.problem.quote?.quoteId ?? '')
      : '';
  const current = useRead(
    `${lines} ${outdated}`,
    async () =>
      lines === ''
        ? { data: undefined, response: new Response() }
        : api.GET('/v1/customers/{customerId}/orders/{orderId}/cancellation', {
            params: {
              path: { customerId, orderId: quote.orderId },
              query: { lines },
            },
          }),
    true,
  );
  const credit = current.state.value;
  const said =
    credit.at === 'done' && !credit.stale && credit.value !== undefined
      ? `${cancellation.credit}: ${money(credit.value.credit)}`
      : '';
  const first = useRef(true);
  useEffect(() => {
    if (said !== '') {
      if (!first.current) {
        announce(said);
      }
      first.current = false;
    }
  }, [said]);
  return (
    <>
      <Lines
        customerId={customerId}
        quote={quote}
        selection={selection}
        disabled={isUnderWay(cancel)}
        onSelection={changed => {
          cancel.renew();
          setSelection(changed);
        }}
      />
      {everything(quote).size > 0 && (
        <Read of={credit} again={current.again}>
          {(offered, stale) =>
            offered === undefined ? (
              <p>{cancellation.nothing}</p>
            ) : (
              <Acknowledge
                quote={offered}
                cancel={cancel}
                isCurrent={valid && !stale}
                outdated={outdated !== ''}
                onCancel={body => void cancel.send({ lines, body })}
              />
            )
          }
        </Read>
      )}
    </>
  );
}
