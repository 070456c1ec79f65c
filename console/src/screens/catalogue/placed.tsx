import { useEffect } from 'preact/hooks';
import type { Schemas } from '../../api/client';
import { taxAddedTo } from '../../api/money';
import { useMay } from '../../app';
import { useMessages } from '../../messages';
import { useFocusAtFirst } from '../../widgets/focus';
import { money, number } from '../../widgets/format';
import { announce } from '../../widgets/live';

/** The confirmation of an order, with what to do next. */
export function Placed(props: {
  readonly order: Schemas['Order'];
  readonly onAnother: () => void;
}) {
  const { catalogue, software, words } = useMessages();
  const mayGet = useMay('keys');
  const heading = useFocusAtFirst<HTMLHeadingElement>();
  useEffect(() => {
    announce(catalogue.placed);
  }, []);
  const { order } = props;
  const tax = taxAddedTo(order.lines);
  const here = `/customers/${order.customerId}`;
  return (
    <section class="box" aria-labelledby="placed">
      <h2 id="placed" ref={heading} tabIndex={-1}>
        {catalogue.placed}
      </h2>
      <p>
        {tax === undefined
          ? catalogue.placedText(money(order.total))
          : catalogue.placedPlusTax(money(order.total), money(tax))}
      </p>
      <p>
        {words.order}: <code>{order.orderId}</code>
      </p>
      {order.keysOutstanding > 0 && <p>{catalogue.keysLater(number(order.keysOutstanding))}</p>}
      <p class="actions">
        <a class="go" href={`${here}/software?open=${order.lines[0]?.entitlementId ?? ''}`}>
          {mayGet ? catalogue.toSoftware : software.title}
        </a>
        <a class="go plain" href={`${here}/orders/${order.orderId}`}>
          {catalogue.toOrder}
        </a>
        <button type="button" class="plain" onClick={props.onAnother}>
          {catalogue.another}
        </button>
      </p>
    </section>
  );
}
