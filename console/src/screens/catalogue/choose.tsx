import type { Schemas } from '../../api/client';
import { useList } from '../../api/read';
import { useApp } from '../../app';
import { useMessages } from '../../messages';
import { useFilters } from '../../widgets/address';
import { CheckField, ChoiceField } from '../../widgets/field';
import { Filters, FilterText } from '../../widgets/filters';
import { duration, money, number } from '../../widgets/format';
import { announce } from '../../widgets/live';
import { Foot, Read } from '../../widgets/reading';
import { type Cart, cartTotal, MOST_LINES } from './cart';

const KINDS = ['PERPETUAL', 'SUBSCRIPTION', 'RESERVATION'] as const;

interface Props {
  readonly market: string;
  readonly cart: Cart;
  readonly onCart: (cart: Cart) => void;
}

/** The catalogue of the customer's market. */
export function Choose({ market, cart, onCart }: Props) {
  const { catalogue, words } = useMessages();
  const { api } = useApp();
  const { values, set, any } = useFilters(['search', 'kind', 'include']);
  const kind = KINDS.find(each => each === values.kind);
  const list = useList(`${market}|${values.search}|${kind}|${values.include}`, cursor =>
    api.GET('/v1/catalog/products', {
      params: {
        query: {
          market,
          limit: 50,
          ...(values.search === '' ? {} : { search: values.search }),
          ...(kind === undefined ? {} : { kind }),
          ...(values.include === '' ? {} : { include: 'unavailable' as const }),
          ...(cursor === undefined ? {} : { cursor }),
        },
      },
    }),
  );
  return (
    <section aria-labelledby="choose">
      <h2 id="choose">{catalogue.choose}</h2>
      <Filters
        label={catalogue.search}
        any={any}
        onClear={() => set({ search: '', kind: '', include: '' })}
      >
        <FilterText
          label={catalogue.search}
          value={values.search}
          longest={100}
          onValue={search => set({ search })}
        />
        <ChoiceField
          label={words.kind}
          value={values.kind}
          onValue={chosen => set({ kind: chosen })}
          choices={[['', words.any], ...KINDS.map(each => [each, words.kinds[each]] as const)]}
        />
        <CheckField
          label={catalogue.unavailable}
          checked={values.include !== ''}
          onChecked={on => set({ include: on ? 'unavailable' : '' })}
        />
      </Filters>
      <Read of={list.state.value} again={list.again}>
        {listing => (
          <>
            <ul class="products">
              {listing.items.map(product => (
                <li key={product.productId}>
                  <h3>{product.title}</h3>
                  <p class="note">{words.kinds[product.kind]}</p>
                  {product.cancellation === 'SUPPORT_REQUEST' && (
                    <p class="note">{catalogue.windowSupport}</p>
                  )}
                  {product.cancellation === 'NEVER' && <p class="note">{catalogue.windowNever}</p>}
                  <ul>
                    {product.skus.map(sku => (
                      <SkuRow
                        key={sku.skuId}
                        sku={sku}
                        product={product}
                        cart={cart}
                        onCart={onCart}
                      />
                    ))}
                  </ul>
                </li>
              ))}
            </ul>
            <Foot of={listing} more={list.more} empty={<p>{catalogue.none}</p>} />
          </>
        )}
      </Read>
      <ToCart cart={cart} />
    </section>
  );
}

/** Leads to the cart where it is below the products, on narrow screens. */
function ToCart({ cart }: { readonly cart: Cart }) {
  const { catalogue } = useMessages();
  const total = cartTotal(cart);
  return cart.lines.length === 0 ? null : (
    <p class="to-cart">
      <button type="button" onClick={() => document.getElementById('cart')?.focus()}>
        {catalogue.cart} ({number(cart.lines.length)}){total !== undefined && `: ${money(total)}`}
      </button>
    </p>
  );
}

function SkuRow(props: {
  readonly sku: Schemas['Sku'];
  readonly product: Schemas['ListedProduct'];
  readonly cart: Cart;
  readonly onCart: (cart: Cart) => void;
}) {
  const { catalogue, problems } = useMessages();
  const { sku, product, cart } = props;
  const name = `${product.title}, ${sku.title}`;
  const add = () => {
    props.onCart({
      ...cart,
      lines: [
        ...cart.lines,
        {
          productId: product.productId,
          productTitle: product.title,
          sku,
          quantity: sku.minimumQuantity,
          reference: '',
          costCentre: '',
        },
      ],
    });
    announce(catalogue.added(name));
  };
  return (
    <li class="sku">
      <div>
        <strong>{sku.title}</strong>
        <p class="note">
          {sku.unitPrice === undefined
            ? catalogue.noPrice
            : `${money(sku.unitPrice)} ${catalogue.perUnit(sku.unit)}`}
          {sku.term !== undefined && ` · ${catalogue.term(duration(sku.term))}`}
          {` · ${catalogue.limits(number(sku.minimumQuantity), number(sku.maximumQuantity))}`}
        </p>
        {sku.hybridBenefit !== undefined && <p class="note">{catalogue.benefit}</p>}
        {sku.inStock === false && <p class="note">{catalogue.outOfStock}</p>}
        {sku.unavailableBecause?.map(each => (
          <p class="fault" key={each.code}>
            {problems[each.code]}
          </p>
        ))}
      </div>
      {sku.available && (
        <button
          type="button"
          class="plain"
          aria-label={catalogue.addOf(name)}
          disabled={cart.lines.length >= MOST_LINES}
          onClick={add}
        >
          {catalogue.add}
        </button>
      )}
    </li>
  );
}
