import type { Schemas } from '../../api/client';
import type { Command } from '../../api/command';
import { sum, taxAddedTo, taxIn } from '../../api/money';
import { useRead } from '../../api/read';
import { useApp } from '../../app';
import { useMessages } from '../../messages';
import { useFocusAtFirst } from '../../widgets/focus';
import { duration, money, number, percent } from '../../widgets/format';
import { isUnderWay, Outcome } from '../../widgets/outcome';
import { Read } from '../../widgets/reading';
import { type Cart, type CartLine, cartTotal, lineTotal, orderOf, repriced } from './cart';

type Product = Schemas['ProductDetail'];

/** The last look before the purchase: the terms that will be frozen, and the total with its tax. */
export function Review(props: {
  readonly customer: Schemas['Customer'];
  readonly cart: Cart;
  readonly order: Command<Schemas['NewOrder'], Schemas['Order']>;
  readonly onCart: (cart: Cart) => void;
  readonly onBack: () => void;
}) {
  const { catalogue, words } = useMessages();
  const { api } = useApp();
  const { customer, cart, order } = props;
  const ids = [...new Set(cart.lines.map(line => line.productId))];
  const products = useRead(ids.join(), async () => {
    const replies = await Promise.all(
      ids.map(productId =>
        api.GET('/v1/catalog/products/{productId}', {
          params: { path: { productId }, query: { market: customer.market } },
        }),
      ),
    );
    const failed = replies.find(reply => reply.data === undefined);
    return failed !== undefined
      ? { error: failed.error, response: failed.response }
      : {
          data: replies.flatMap(reply => (reply.data === undefined ? [] : [reply.data])),
          response: new Response(),
        };
  });
  const state = order.state.value;
  const problem = state.at === 'refused' ? state.problem : undefined;
  const total = cartTotal(cart);
  const modes = products.state.value.at === 'done' ? products.state.value.value : [];
  const tax = taxAddedTo(
    cart.lines.flatMap(line => {
      const price = lineTotal(line);
      const terms = modes.find(each => each.productId === line.productId)?.terms;
      return price === undefined
        ? []
        : [{ total: price, taxMode: terms?.taxMode, taxRate: line.sku.taxRate }];
    }),
  );
  const gross = total === undefined || tax === undefined ? undefined : sum([total, tax]);
  const heading = useFocusAtFirst<HTMLHeadingElement>();
  const busy = isUnderWay(order);
  return (
    <section aria-labelledby="terms">
      <h2 id="terms" ref={heading} tabIndex={-1}>
        {catalogue.terms}
      </h2>
      <Read of={products.state.value} again={products.again}>
        {found => (
          <ul class="products">
            {cart.lines.map((line, index) => (
              <li key={index}>
                <LineTerms
                  line={line}
                  product={found.find(each => each.productId === line.productId)}
                />
              </li>
            ))}
          </ul>
        )}
      </Read>
      {cart.purchaseOrder !== '' && (
        <p>
          {words.purchaseOrder}: {cart.purchaseOrder}
        </p>
      )}
      {total !== undefined && (
        <p class="sum">
          {words.total}: <strong>{money(total)}</strong>
          {gross !== undefined && tax !== undefined && (
            <>
              <br />
              {catalogue.plusTax(money(tax), money(gross))}
            </>
          )}
        </p>
      )}
      <p class="note">{catalogue.termsNote}</p>
      <Outcome of={order} />
      {problem?.code === 'price-changed' && problem.total !== undefined && (
        <div class="box" role="alert">
          <p>{catalogue.priceChanged(money(problem.total))}</p>
          <button
            type="button"
            onClick={() => {
              props.onCart(repriced(cart, problem.lines ?? []));
              order.renew();
            }}
          >
            {catalogue.readPrices}
          </button>
        </div>
      )}
      <p class="actions">
        <button
          type="button"
          disabled={
            busy ||
            cart.lines.length === 0 ||
            products.state.value.at !== 'done' ||
            problem?.code === 'price-changed'
          }
          onClick={() => void order.send(orderOf(cart))}
        >
          {catalogue.place}
        </button>
        <button type="button" class="plain" disabled={busy} onClick={props.onBack}>
          {catalogue.change}
        </button>
      </p>
    </section>
  );
}

function LineTerms(props: { readonly line: CartLine; readonly product: Product | undefined }) {
  const { catalogue, words } = useMessages();
  const { line, product } = props;
  const total = lineTotal(line);
  const terms = product?.terms;
  return (
    <>
      <h3>
        {line.productTitle}, {line.sku.title}
      </h3>
      <p>
        {number(line.quantity)} × {line.sku.unitPrice !== undefined && money(line.sku.unitPrice)}
        {total !== undefined && (
          <>
            {' = '}
            <strong>{money(total)}</strong>
          </>
        )}
        {line.reference !== '' && ` · ${words.reference}: ${line.reference}`}
        {line.costCentre !== '' && ` · ${words.costCentre}: ${line.costCentre}`}
      </p>
      {terms !== undefined && (
        <ul class="note">
          <li>
            {terms.taxIncluded && total !== undefined
              ? catalogue.taxIncluded(money(taxIn(total, line.sku.taxRate ?? '0')))
              : terms.taxMode === 'ADDED'
                ? catalogue.taxAdded(percent(line.sku.taxRate ?? '0'))
                : catalogue.taxExcluded}
          </li>
          <Window product={product} />
          {product?.kind !== 'RESERVATION' && (
            <li>{catalogue.link(duration(terms.link.lifetime), number(terms.link.downloads))}</li>
          )}
        </ul>
      )}
    </>
  );
}

function Window({ product }: { readonly product: Product | undefined }) {
  const { catalogue, words } = useMessages();
  const terms = product?.terms;
  if (product === undefined || terms === undefined) {
    return null;
  }
  // The product decides if the edition offers self-service.
  const way = terms.cancellation === 'SELF_SERVICE' ? product.cancellation : terms.cancellation;
  switch (way) {
    case 'SELF_SERVICE':
      return (
        <li>
          {catalogue.windowSelf(duration(terms.cancellationWindow))} {words.credits[terms.credit]}
        </li>
      );
    case 'SUPPORT_REQUEST':
      return <li>{catalogue.windowSupport}</li>;
    case 'NEVER':
      return <li>{catalogue.windowNever}</li>;
  }
}
