import type { Schemas } from '../../api/client';
import type { Selection } from '../cancellations/selection';

/** A support request as it is typed. */
export interface Draft {
  readonly problemType: Schemas['ProblemType'];
  readonly impact: Schemas['Impact'];
  readonly title: string;
  readonly description: string;
  /** The id, domain name or tenant GUID of the customer. */
  readonly customer: string;
  /** The number of an order, or the ID of a subscription. */
  readonly subject: string;
  /** The lines of the order, and the units of each as typed. Empty: all units. */
  readonly lines: Selection;
  readonly reasonCode: Schemas['ReasonCode'] | '';
  readonly reason: string;
  readonly amount: string;
  readonly currency: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
}

export const EMPTY: Draft = {
  problemType: 'PURCHASE_REFUND',
  impact: 'MODERATE',
  title: '',
  description: '',
  customer: '',
  subject: '',
  lines: new Map(),
  reasonCode: '',
  reason: '',
  amount: '',
  currency: '',
  name: '',
  email: '',
  phone: '',
};

const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

const ENTITLEMENT = /^[0-7][0-9A-HJKMNP-TV-Z]{25}-[1-9][0-9]?$/;

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function isUlid(text: string): boolean {
  return ULID.test(text);
}

/** Parses lines such as 1:3,2. Selects nothing if the text has another form. */
export function linesOf(text: string): Selection {
  const parts = text === '' ? [] : text.split(',');
  const lines = parts.map(part => /^([1-9]\d?)(?::([1-9]\d{0,8}))?$/.exec(part));
  return lines.every(found => found !== null)
    ? new Map(lines.map(([, line, units]) => [Number(line), units ?? '']))
    : new Map();
}

/** Returns the draft that a refund, as a quote describes it, begins with. */
export function refundDraft(refund: Schemas['RefundRequest']): Partial<Draft> {
  return {
    problemType: refund.problemType,
    impact: refund.impact,
    customer: refund.customerId,
    subject: refund.orderId,
    lines: new Map(refund.lines.map(each => [each.line, String(each.quantity)])),
    reasonCode: refund.reasonCode ?? '',
    reason: refund.reason ?? '',
    amount: refund.amountRequested.amount,
    currency: refund.amountRequested.currency,
  };
}

/** Returns the body of the command. What only a refund has is left out of other requests. */
export function bodyOf(draft: Draft): Schemas['NewSupportRequest'] {
  const text = (value: string) => value.trim();
  const customer = text(draft.customer);
  const subject = text(draft.subject);
  const refund = draft.problemType === 'PURCHASE_REFUND';
  const lines = [...draft.lines]
    .sort(([one], [other]) => one - other)
    .map(([line, units]) => ({ line, ...(units === '' ? {} : { quantity: Number(units) }) }));
  return {
    problemType: draft.problemType,
    impact: draft.impact,
    title: text(draft.title),
    ...(text(draft.description) === '' ? {} : { description: text(draft.description) }),
    ...(isUlid(customer)
      ? { customerId: customer }
      : GUID.test(customer)
        ? { tenantId: customer }
        : { domain: customer }),
    ...(subject === ''
      ? {}
      : ENTITLEMENT.test(subject)
        ? { entitlementId: subject }
        : { orderId: subject }),
    ...(lines.length > 0 && isUlid(subject) ? { lines } : {}),
    ...(refund && draft.reasonCode !== '' ? { reasonCode: draft.reasonCode } : {}),
    ...(refund && text(draft.reason) !== '' ? { reason: text(draft.reason) } : {}),
    ...(refund && text(draft.amount) !== ''
      ? {
          amountRequested: {
            amount: text(draft.amount),
            currency: text(draft.currency).toUpperCase(),
          },
        }
      : {}),
    contact: {
      name: text(draft.name),
      email: text(draft.email),
      ...(text(draft.phone) === '' ? {} : { phone: text(draft.phone) }),
    },
  };
}

/** Returns the draft whose command was interrupted. */
export function draftOf(body: Schemas['NewSupportRequest']): Draft {
  return {
    ...EMPTY,
    problemType: body.problemType,
    impact: body.impact,
    title: body.title,
    description: body.description ?? '',
    customer: body.customerId ?? body.tenantId ?? body.domain ?? '',
    subject: body.entitlementId ?? body.orderId ?? '',
    lines: new Map(
      body.lines?.map(({ line, quantity }) => [
        line,
        quantity === undefined ? '' : String(quantity),
      ]),
    ),
    reasonCode: body.reasonCode ?? '',
    reason: body.reason ?? '',
    amount: body.amountRequested?.amount ?? '',
    currency: body.amountRequested?.currency ?? '',
    name: body.contact.name,
    email: body.contact.email,
    phone: body.contact.phone ?? '',
  };
}
