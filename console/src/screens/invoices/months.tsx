import { monthsAfter } from '../../api/calendar';
import { useMessages } from '../../messages';
import { month } from '../../widgets/format';

/** The ways to the months around one. */
export function Months(props: { readonly at: string; readonly path: string }) {
  const { invoices } = useMessages();
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
