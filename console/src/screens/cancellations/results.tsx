import { useEffect } from 'preact/hooks';
import type { Schemas } from '../../api/client';
import { useMessages } from '../../messages';
import { useFocusAtFirst } from '../../widgets/focus';
import { money, month } from '../../widgets/format';
import { announce } from '../../widgets/live';

/** What became of each order of a batch. */
export function Results(props: { readonly of: Schemas['CancelledOrders'] }) {
  const { cancellation, problems } = useMessages();
  const heading = useFocusAtFirst<HTMLHeadingElement>();
  useEffect(() => {
    announce(cancellation.results);
  }, []);
  return (
    <section class="box">
      <h2 ref={heading} tabIndex={-1}>
        {cancellation.results}
      </h2>
      <ul class="plain-list">
        {props.of.results.map(each => (
          <li class="line" key={each.orderId}>
            <a href={`/customers/${each.customerId}/orders/${each.orderId}`}>
              <code>{each.orderId}</code>
            </a>
            <br />
            <strong>{cancellation[each.result]}</strong>
            {each.cancellation !== undefined &&
              `. ${cancellation.doneText(
                money(each.cancellation.credit),
                month(each.cancellation.invoiceMonth),
              )}`}
            {each.problem !== undefined && (
              <>
                .{' '}
                {(problems as Record<string, string>)[each.problem.code] ?? (
                  <span lang="en">{each.problem.detail}</span>
                )}
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
