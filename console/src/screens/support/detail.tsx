import type { ComponentChildren } from 'preact';
import type { Schemas } from '../../api/client';
import { useMessages } from '../../messages';
import { money, number } from '../../widgets/format';
import { Time } from '../../widgets/time';

/** What the partner asked for. Without `links`, nothing leads to the screens of the partner. */
export function Detail({
  request,
  links = true,
  company,
  missing,
}: {
  readonly request: Schemas['SupportRequest'];
  readonly links?: boolean;
  /** The name of the customer, if it is known. */
  readonly company?: string | undefined;
  /** What is said of a missing phone number, if not the partner is told to add it. */
  readonly missing?: string;
}) {
  const { support, words, customers, cancellation } = useMessages();
  const { customerId, orderId, entitlementId, contact, lines = [] } = request;
  const reason = [
    request.reasonCode && cancellation.reasons[request.reasonCode],
    request.reason,
  ].filter(part => part !== undefined);
  return (
    <>
      {request.missing !== undefined && <p class="box">{missing ?? support.missingPhone}</p>}
      <dl>
        <div>
          <dt>{words.state}</dt>
          <dd>{support.states[request.state]}</dd>
        </div>
        <div>
          <dt>{support.problemType}</dt>
          <dd>{support.types[request.problemType]}</dd>
        </div>
        <div>
          <dt>{support.impact}</dt>
          <dd>{support.impacts[request.impact]}</dd>
        </div>
        <div>
          <dt>{words.customer}</dt>
          <dd>
            <Linked href={links && `/customers/${customerId}`}>{request.domain}</Linked>
            {company !== undefined && `, ${company}`}
            <br />
            <code>{request.tenantId}</code>
          </dd>
        </div>
        {orderId !== undefined && (
          <div>
            <dt>{words.order}</dt>
            <dd>
              <Linked href={links && `/customers/${customerId}/orders/${orderId}`}>
                <code>{orderId}</code>
              </Linked>
            </dd>
          </div>
        )}
        {entitlementId !== undefined && (
          <div>
            <dt>{support.subject}</dt>
            <dd>
              <Linked href={links && `/customers/${customerId}/software?open=${entitlementId}`}>
                <code>{entitlementId}</code>
              </Linked>
            </dd>
          </div>
        )}
        {lines.length > 0 && (
          <div>
            <dt>{support.lines}</dt>
            <dd>
              <ul class="plain-list">
                {lines.map(({ line, quantity }) => (
                  <li key={line}>
                    {quantity === undefined
                      ? support.askedAll(number(line))
                      : support.asked(number(line), number(quantity))}
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        )}
        {reason.length > 0 && (
          <div>
            <dt>{support.refundReason}</dt>
            <dd>{reason.join(': ')}</dd>
          </div>
        )}
        {request.amountRequested !== undefined && (
          <div>
            <dt>{support.amount}</dt>
            <dd>{money(request.amountRequested)}</dd>
          </div>
        )}
        {request.description !== undefined && (
          <div>
            <dt>{support.description}</dt>
            <dd class="written">{request.description}</dd>
          </div>
        )}
        <div>
          <dt>{customers.contact}</dt>
          <dd>
            {[contact.name, contact.email, contact.phone]
              .filter(part => part !== undefined)
              .join(', ')}
          </dd>
        </div>
        <div>
          <dt>{support.createdAt}</dt>
          <dd>
            <Time at={request.createdAt} />, {request.createdBy}
          </dd>
        </div>
        {request.closedAt !== undefined && (
          <div>
            <dt>{support.states.CLOSED}</dt>
            <dd>
              <Time at={request.closedAt} />
            </dd>
          </div>
        )}
      </dl>
    </>
  );
}

function Linked(props: { readonly href: string | false; readonly children: ComponentChildren }) {
  return props.href === false ? <>{props.children}</> : <a href={props.href}>{props.children}</a>;
}
