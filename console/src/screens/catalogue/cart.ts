import type { Schemas } from '../../api/client';
import { type Money, sum, times } from '../../api/money';

/** A line that is not bought yet. */
export interface CartLine {
  readonly productId: string;
  readonly productTitle: string;
  readonly sku: Schemas['Sku'];
  readonly quantity: number;
  readonly reference: string;
  readonly costCentre: string;
}

/** What a person has chosen to buy. */
export interface Cart {
  readonly lines: readonly CartLine[];
  readonly purchaseOrder: string;
}

export const EMPTY_CART: Cart = { lines: [], purchaseOrder: '' };

/** The most lines of an order. */
export const MOST_LINES = 25;

/** Returns the total of a line, or undefined if there is no price. */
export function lineTotal({ sku, quantity }: CartLine): Money | undefined {
  return sku.unitPrice === undefined ? undefined : times(sku.unitPrice, quantity);
}

/** Returns the total, or undefined if the prices are in several currencies. */
export function cartTotal({ lines }: Cart): Money | undefined {
  return sum(lines.map(lineTotal).filter(total => total !== undefined));
}

/** Returns the order that buys the cart for exactly the total that the person has seen. */
export function orderOf(cart: Cart): Schemas['NewOrder'] {
  const total = cartTotal(cart);
  return {
    ...(cart.purchaseOrder === '' ? {} : { purchaseOrderNumber: cart.purchaseOrder }),
    lines: cart.lines.map(({ sku, quantity, reference, costCentre }) => ({
      skuId: sku.skuId,
      quantity,
      ...(reference === '' ? {} : { reference }),
      ...(costCentre === '' ? {} : { costCentre }),
    })),
    ...(total === undefined ? {} : { expectedTotal: total }),
  };
}

/** Returns the cart with the prices that the API states now. */
export function repriced(
  cart: Cart,
  lines: readonly { readonly line: number; readonly unitPrice: Money }[],
): Cart {
  const prices = new Map(lines.map(each => [each.line, each.unitPrice]));
  return {
    ...cart,
    lines: cart.lines.map((each, index) => {
      const unitPrice = prices.get(index + 1);
      return unitPrice === undefined ? each : { ...each, sku: { ...each.sku, unitPrice } };
    }),
  };
}
