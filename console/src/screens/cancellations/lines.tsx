import type { Schemas } from '../../api/client';
import { useMessages } from '../../messages';
import { CheckField, TextField } from '../../widgets/field';
import { number } from '../../widgets/format';
import { Left, Time } from '../../widgets/time';
import { AskSupport } from './ask-support';
import { isQuantity, type Selection } from './selection';
import { whyNot } from './why-not';

type Quote = Schemas['CancellationQuote'];

/** The lines of the order: what can be cancelled and for how long, and why the rest cannot. */
export function Lines(props: {
  readonly customerId: string;
  readonly quote: Quote;
  readonly selection: Selection;
  readonly disabled: boolean;
  readonly onSelection: (selection: Selection) => void;
}) {
  const { cancellation } = useMessages();
  const { quote, selection } = props;
  const choose = (line: number, quantity: string | undefined) => {
    const others = [...selection].filter(([each]) => each !== line);
    props.onSelection(new Map(quantity === undefined ? others : [...others, [line, quantity]]));
  };
  return (
    <fieldset disabled={props.disabled}>
      <legend>{cancellation.lines}</legend>
      {quote.lines.map(line =>
        line.cancellable ? (
          <Choosable
            key={line.line}
            line={line}
            chosen={selection.get(line.line)}
            onChosen={quantity => choose(line.line, quantity)}
          />
        ) : (
          <Refused
            key={line.line}
            customerId={props.customerId}
            orderId={quote.orderId}
            line={line}
          />
        ),
      )}
    </fieldset>
  );
}

function Choosable(props: {
  readonly line: Schemas['CancellableLine'];
  /** The quantity as typed, or undefined if the line is not chosen. */
  readonly chosen: string | undefined;
  readonly onChosen: (quantity: string | undefined) => void;
}) {
  const { cancellation, orders, catalogue } = useMessages();
  const { line, chosen, onChosen } = props;
  return (
    <div class="line">
      <CheckField
        label={
          <>
            <strong>{line.productTitle}</strong>
            {line.reference !== undefined && ` (${line.reference})`}
          </>
        }
        checked={chosen !== undefined}
        onChecked={on => onChosen(on ? String(line.quantity) : undefined)}
      />
      <p class="note">
        {orders.cancellableUntil}: <Time at={line.cancellableUntil} /> (
        <Left until={line.cancellableUntil} />)
      </p>
      {line.quantity > 1 && chosen !== undefined && (
        <TextField
          label={cancellation.cancelQuantity(line.productTitle)}
          hint={catalogue.limits('1', number(line.quantity))}
          type="number"
          min={1}
          max={line.quantity}
          value={chosen}
          onValue={onChosen}
          fault={isQuantity(chosen, line.quantity) ? undefined : cancellation.wrongQuantity}
        />
      )}
    </div>
  );
}

function Refused(props: {
  readonly customerId: string;
  readonly orderId: string;
  readonly line: Schemas['NotCancellableLine'];
}) {
  const { cancellation } = useMessages();
  const { line } = props;
  return (
    <div class="line">
      <strong>{line.productTitle}</strong>
      <p>
        {whyNot(line.code, cancellation)}
        <AskSupport customerId={props.customerId} orderId={props.orderId} line={line} />
      </p>
      {line.creditNoteId !== undefined && (
        <p class="note">
          {cancellation.creditNote}: <code>{line.creditNoteId}</code>
        </p>
      )}
    </div>
  );
}
