import type { Schemas } from '../../api/client';
import { useMessages } from '../../messages';
import { useDesk } from '../../messages/operator';
import { money, number } from '../../widgets/format';
import type { Asked, QuotedLine } from './grant';

/** What is asked, what the terms give with the calculation, and what is granted, line by line. */
export function Compared({ of }: { readonly of: Asked }) {
  const { request } = useDesk();
  const { words } = useMessages();
  const { quote, decision, amountRequested } = of;
  const lines = [
    ...new Set(
      [quote?.lines, decision?.lines, of.lines].flatMap(each => each ?? []).map(each => each.line),
    ),
  ].sort((one, other) => one - other);
  if (of.orderId === undefined) {
    return null;
  }
  return (
    <section aria-label={request.compared}>
      <h2>{request.compared}</h2>
      <table>
        <caption class="unseen">{request.compared}</caption>
        <thead>
          <tr>
            <th scope="col">{request.line}</th>
            <th scope="col">{request.asked}</th>
            <th scope="col">{request.terms}</th>
            <th scope="col">{request.granted}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(line => {
            const quoted = quote?.lines.find(each => each.line === line);
            return (
              <tr key={line}>
                <th scope="row">
                  {quoted === undefined ? request.lineOf(number(line)) : quoted.title}
                  {quoted !== undefined && (
                    <div class="note">{request.left(money(quoted.left))}</div>
                  )}
                </th>
                <td data-label={request.asked}>
                  <AskedUnits of={of} line={line} />
                </td>
                <td data-label={request.terms}>
                  {quoted === undefined ? '–' : <ByTerms line={quoted} />}
                </td>
                <td data-label={request.granted}>
                  <Granted decision={decision} line={line} />
                </td>
              </tr>
            );
          })}
          <tr>
            <th scope="row">{words.total}</th>
            <td data-label={request.asked}>
              {amountRequested === undefined ? request.notAsked : money(amountRequested)}
            </td>
            <td data-label={request.terms}>
              {quote === undefined ? '–' : <strong>{money(quote.terms)}</strong>}
            </td>
            <td data-label={request.granted}>
              {decision === undefined ? (
                request.undecided
              ) : (
                <strong>{decision.credit === undefined ? '–' : money(decision.credit)}</strong>
              )}
            </td>
          </tr>
        </tbody>
      </table>
    </section>
  );
}

function AskedUnits(props: { readonly of: Asked; readonly line: number }) {
  const { request } = useDesk();
  const { lines = [] } = props.of;
  const asked = lines.find(each => each.line === props.line);
  if (lines.length > 0 && asked === undefined) {
    return <>–</>;
  }
  return (
    <>{asked?.quantity === undefined ? request.allUnits : request.units(number(asked.quantity))}</>
  );
}

function ByTerms({ line }: { readonly line: QuotedLine }) {
  const { request } = useDesk();
  const { cancellation } = useMessages();
  return (
    <div>
      {line.terms === undefined ? '–' : money(line.terms)}
      {line.quantity !== undefined && (
        <div class="note">{request.units(number(line.quantity))}</div>
      )}
      {line.explanation !== undefined && (
        <div class="note">
          {cancellation.arithmetic}: <span lang="en">{line.explanation}</span>
        </div>
      )}
      {line.detail !== undefined && (
        <div class="note" lang="en">
          {line.detail}
        </div>
      )}
    </div>
  );
}

function Granted(props: {
  readonly decision: Schemas['SupportDecision'] | undefined;
  readonly line: number;
}) {
  const { request } = useDesk();
  const { decision, line } = props;
  const granted = decision?.lines?.find(each => each.line === line);
  if (granted === undefined) {
    return <>{decision === undefined ? request.undecided : '–'}</>;
  }
  return (
    <div>
      {money(granted.credit)}
      <div class="note">{request.units(number(granted.quantity))}</div>
    </div>
  );
}
