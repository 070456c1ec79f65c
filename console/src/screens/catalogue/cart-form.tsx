import type { Problem } from '../../api/problem';
import { useMessages } from '../../messages';
import { TextField } from '../../widgets/field';
import { useFocusAtFirst } from '../../widgets/focus';
import { money, number } from '../../widgets/format';
import { type Cart, type CartLine, cartTotal, lineTotal, MOST_LINES } from './cart';

/** The cart: quantities within their limits, references, and the total. */
export function CartForm(props: {
  readonly cart: Cart;
  readonly onCart: (cart: Cart) => void;
  /** Whether the cart gets the focus when it appears. */
  readonly focused: boolean;
  readonly problem: Problem | undefined;
  readonly onReview: () => void;
}) {
  const { catalogue, words } = useMessages();
  const { cart, onCart, problem } = props;
  const total = cartTotal(cart);
  const heading = useFocusAtFirst<HTMLHeadingElement>(props.focused);
  const change = (index: number, line: CartLine | undefined) =>
    onCart({
      ...cart,
      lines: cart.lines.flatMap((each, at) =>
        at !== index ? [each] : line === undefined ? [] : [line],
      ),
    });
  return (
    <form
      class="cart"
      aria-labelledby="cart"
      onSubmit={event => {
        event.preventDefault();
        props.onReview();
      }}
    >
      <h2 id="cart" ref={heading} tabIndex={-1}>
        {catalogue.cart}
      </h2>
      {cart.lines.length === 0 && <p>{catalogue.empty}</p>}
      {cart.lines.map((line, index) => (
        <Line
          key={`${line.sku.skuId} ${index}`}
          line={line}
          place={`/lines/${index}`}
          problem={problem}
          onLine={changed => {
            change(index, changed);
            if (changed === undefined) {
              heading.current?.focus();
            }
          }}
        />
      ))}
      {cart.lines.length >= MOST_LINES && <p class="note">{catalogue.full}</p>}
      {cart.lines.length > 0 && (
        <>
          <TextField
            label={words.purchaseOrder}
            hint={catalogue.purchaseOrderHint}
            optional
            longest={64}
            value={cart.purchaseOrder}
            onValue={purchaseOrder => onCart({ ...cart, purchaseOrder })}
            pointer="/purchaseOrderNumber"
            problem={problem}
          />
          <p>
            {total === undefined ? (
              <strong role="alert">{catalogue.severalCurrencies}</strong>
            ) : (
              <>
                {words.total}: <strong>{money(total)}</strong>
              </>
            )}
          </p>
          <button type="submit" disabled={total === undefined}>
            {catalogue.review}
          </button>
        </>
      )}
    </form>
  );
}

function Line(props: {
  readonly line: CartLine;
  readonly place: string;
  readonly problem: Problem | undefined;
  readonly onLine: (line: CartLine | undefined) => void;
}) {
  const { catalogue, words } = useMessages();
  const { line, onLine, place, problem } = props;
  const { sku } = line;
  const total = lineTotal(line);
  const name = `${line.productTitle}, ${sku.title}`;
  return (
    <fieldset>
      <legend>{name}</legend>
      <TextField
        label={words.quantity}
        hint={catalogue.limits(number(sku.minimumQuantity), number(sku.maximumQuantity))}
        type="number"
        min={sku.minimumQuantity}
        max={sku.maximumQuantity}
        required
        value={line.quantity === 0 ? '' : String(line.quantity)}
        onValue={value => onLine({ ...line, quantity: Math.trunc(Number(value)) })}
        pointer={`${place}/quantity`}
        problem={problem}
      />
      <TextField
        label={words.reference}
        optional
        longest={64}
        value={line.reference}
        onValue={reference => onLine({ ...line, reference })}
        pointer={`${place}/reference`}
        problem={problem}
      />
      <TextField
        label={words.costCentre}
        optional
        longest={64}
        value={line.costCentre}
        onValue={costCentre => onLine({ ...line, costCentre })}
        pointer={`${place}/costCentre`}
        problem={problem}
      />
      <p class="actions">
        {total !== undefined && <strong>{money(total)}</strong>}
        <button
          type="button"
          class="plain"
          aria-label={catalogue.removeOf(name)}
          onClick={() => onLine(undefined)}
        >
          {catalogue.remove}
        </button>
      </p>
    </fieldset>
  );
}
