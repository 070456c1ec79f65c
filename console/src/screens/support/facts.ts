import type { Api, Schemas } from '../../api/client';
import type { Reply } from '../../api/command';
import { isUlid } from './draft';

/** What a new request can be about, as its address names it. */
export interface Subject {
  readonly customerId: string;
  readonly orderId: string;
  readonly lines: string;
}

/** What is known of the subject of a new request. */
export interface Facts {
  readonly customer?: Schemas['Customer'];
  readonly order?: Schemas['Order'];
  /** The refund that the quote of a cancellation describes. */
  readonly refund?: Schemas['RefundRequest'];
}

/**
 * Reads what is known of the subject. An order that does not exist is left out, so that the
 * person can correct it.
 */
export async function readFacts(
  api: Api,
  { customerId, orderId, lines }: Subject,
  mayQuote: boolean,
): Promise<Reply<Facts>> {
  if (!isUlid(customerId)) {
    return { data: {}, response: new Response() };
  }
  const { data, error, response } = await api.GET('/v1/customers/{customerId}', {
    params: { path: { customerId } },
  });
  if (data === undefined) {
    return { error, response };
  }
  if (!isUlid(orderId)) {
    return { data: { customer: data }, response };
  }
  const path = { customerId, orderId };
  const [order, quote] = await Promise.all([
    api.GET('/v1/customers/{customerId}/orders/{orderId}', { params: { path } }),
    mayQuote
      ? api.GET('/v1/customers/{customerId}/orders/{orderId}/cancellation', {
          params: { path, query: lines === '' ? {} : { lines } },
        })
      : undefined,
  ]);
  const refund = quote?.data?.supportRequest;
  return {
    data: {
      customer: data,
      ...(order.data === undefined ? {} : { order: order.data }),
      ...(refund === undefined ? {} : { refund }),
    },
    response,
  };
}
