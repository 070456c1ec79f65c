import { BASE } from '../browser';

/** A purchase of the story, by its first line. */
export interface Bought {
  readonly customerId: string;
  readonly orderId: string;
  readonly entitlementId: string;
}

/** What the screens show of the story that `serve --story` tells. */
export interface Story {
  /** The customer with most orders. */
  readonly northwind: string;
  readonly alpine: string;
  /** Its window has passed, so that a refund is asked for by support request. */
  readonly old: Bought;
  /** Was cancelled as a whole. */
  readonly cancelled: Bought;
  /** Was cancelled in part. The rest can be cancelled too. */
  readonly partly: Bought;
  /** Can be cancelled, and has keys and links. */
  readonly recent: Bought;
  /** The support request. */
  readonly request: string;
  /** The last month with an invoice, and a currency of it. */
  readonly invoiced: { readonly month: string; readonly currency: string };
}

interface Row extends Omit<Bought, 'customerId'> {
  readonly state: string;
  readonly quantity: number;
  readonly purchaseOrderNumber?: string;
}

/**
 * Finds the story behind a server.
 *
 * @param authorization the header of a person who may read customers, support requests and invoices
 */
export async function findStory(authorization: string): Promise<Story> {
  const list = async <Item>(path: string): Promise<readonly Item[]> => {
    const answer = await fetch(BASE + path, { headers: { authorization } });
    if (!answer.ok) {
      throw new Error(`${path} answered ${answer.status}`);
    }
    return ((await answer.json()) as { items: readonly Item[] }).items;
  };
  const customers = await list<{ customerId: string; companyName: string }>('/v1/customers');
  const named = (name: string) =>
    found(
      customers.find(each => each.companyName === name),
      name,
    ).customerId;
  const northwind = named('Northwind Traders');
  const alpine = named('Alpine Ski House');
  const bought = async (customerId: string, which: (row: Row) => boolean, what: string) => {
    const rows = await list<Row>(`/v1/customers/${customerId}/software?limit=100`);
    const { orderId, entitlementId } = found(rows.find(which), what);
    return { customerId, orderId, entitlementId };
  };
  const requests = await list<{ requestId: string; title: string }>('/v1/support-requests');
  const invoices = await list<{ month: string; currency: string }>('/v1/invoices');
  return {
    northwind,
    alpine,
    old: await bought(northwind, row => row.purchaseOrderNumber === 'PO-2041', 'PO-2041'),
    cancelled: await bought(
      northwind,
      row => row.state === 'CANCELLED' && row.quantity === 1,
      'a cancelled purchase',
    ),
    partly: await bought(northwind, row => row.quantity === 6, 'a part'),
    recent: await bought(alpine, row => row.state === 'ACTIVE' && row.quantity === 5, 'the farm'),
    request: found(
      requests.find(each => each.title.startsWith('Refund of four')),
      'the support request',
    ).requestId,
    invoiced: found(invoices[0], 'an invoice'),
  };
}

function found<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) {
    throw new Error(`${what} is not there; start a new server with serve --story`);
  }
  return value;
}
