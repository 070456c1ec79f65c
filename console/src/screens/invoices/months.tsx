import { monthsAfter } from '../../api/calendar';
import { useInvoices } from '../../messages/invoices';
import { month } from '../../widgets/format';

/** The ways to the months around one. */
export function Months(props: { readonly at: string; readonly path: string }) {
  const invoices = useInvoices();
  const before = monthsAfter(props.at, -1);
  const after = monthsAfter(props.at, 1);
  return (
    <nav class="places" aria-label={invoices.months}>
      <a href={`${props.path}/${before}`} rel="prev">
        ← {month(before)}
      </a>
      <a href={`${props.path}/${after}`} rel="next">
        {month(after)} →
      </a>
    </nav>
  );
}
