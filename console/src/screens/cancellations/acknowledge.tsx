import { useState } from 'preact/hooks';
import type { Schemas } from '../../api/client';
import type { useCommand } from '../../api/use-command';
import { useMessages } from '../../messages';
import { CheckField, ChoiceField, TextField } from '../../widgets/field';
import { money, month, number } from '../../widgets/format';
import { isUnderWay, Outcome } from '../../widgets/outcome';
import type { Sent } from './cancel-dialog';

const REASONS = [
  'NOT_STATED',
  'ORDERED_BY_MISTAKE',
  'WRONG_PRODUCT',
  'CUSTOMER_CHANGED_MIND',
  'TECHNICAL_PROBLEM',
  'OTHER',
] as const;

/** The credit with its arithmetic, what stops working, and the notice that has to be read. */
export function Acknowledge(props: {
  readonly quote: Schemas['CancellationQuote'];
  readonly cancel: ReturnType<typeof useCommand<Sent, Schemas['Cancellation']>>;
  /** Whether the quote is of the chosen lines and quantities. */
  readonly isCurrent: boolean;
  readonly outdated: boolean;
  readonly onCancel: (body: Schemas['CancelOrder']) => void;
}) {
  const { cancellation, words, shell } = useMessages();
  const { quote, cancel } = props;
  const [reasonCode, setReasonCode] = useState<(typeof REASONS)[number]>('NOT_STATED');
  const [reason, setReason] = useState('');
  const [read, setRead] = useState(false);
  const busy = isUnderWay(cancel);
  const lines = quote.lines.filter(line => line.cancellable);
  const keys = lines.reduce((total, line) => total + line.revokes.keys, 0);
  return (
    <form
      onSubmit={event => {
        event.preventDefault();
        if (!props.isCurrent) {
          return;
        }
        props.onCancel({
          quoteId: quote.quoteId,
          acknowledged: true,
          reasonCode,
          ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
        });
      }}
    >
      <h3>{cancellation.credit}</h3>
      <ul class="plain-list">
        {lines.map(line => (
          <li key={line.line}>
            {line.productTitle}: <strong>{money(line.credit)}</strong>
            <br />
            <span class="note">
              {cancellation.arithmetic}: <span lang="en">{line.explanation}</span>
            </span>
          </li>
        ))}
      </ul>
      <p class="sum">
        {words.total}: <strong>{money(quote.credit)}</strong>
        {Number(quote.tax.amount) !== 0 && (
          <span class="note">
            {' '}
            {cancellation.tax}: {money(quote.tax)}
          </span>
        )}
      </p>
      {lines.some(line => line.taxMode === 'ADDED') && <p>{cancellation.taxAdded}</p>}
      <p>{cancellation.onInvoice(month(quote.invoiceMonth))}</p>
      <h3>{cancellation.stops}</h3>
      <ul>
        <li>{cancellation.stopsKeys(number(keys))}</li>
        {lines.map(line => (
          <li key={line.line}>
            {line.productTitle}:{' '}
            {line.revokes.links ? cancellation.stopsLinks : cancellation.keepsLinks}
          </li>
        ))}
      </ul>
      <fieldset class="bare" disabled={busy}>
        <ChoiceField
          label={words.reason}
          value={reasonCode}
          onValue={value => setReasonCode(value as (typeof REASONS)[number])}
          choices={REASONS.map(each => [each, cancellation.reasons[each]] as const)}
        />
        <TextField
          label={cancellation.ownWords}
          optional
          longest={1000}
          value={reason}
          onValue={setReason}
        />
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
      </fieldset>
      {props.outdated ? (
        <p class="box" role="alert">
          {cancellation.outdated}
        </p>
      ) : (
        <Outcome of={cancel} />
      )}
      <button type="submit" disabled={busy || !read || !props.isCurrent || !quote.cancellable}>
        {busy ? shell.sending : cancellation.submit}
      </button>
    </form>
  );
}
