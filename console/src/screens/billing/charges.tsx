import { useMemo, useState } from 'preact/hooks';
import { monthOf, monthsAfter } from '../../api/calendar';
import { now } from '../../api/clock';
import { useBilling } from '../../messages/billing';
import { Downloads } from '../../widgets/downloads';
import { ChoiceField, TextField } from '../../widgets/field';
import { month as monthName } from '../../widgets/format';

const MONTHS = 12;

/** Saves the statement of charges of a month. */
export function Charges({ customerId }: { readonly customerId: string }) {
  const billing = useBilling();
  const running = useMemo(() => monthOf(now.peek()), []);
  const [month, setMonth] = useState(running);
  const [currency, setCurrency] = useState('');
  const query = `customerId=${customerId}${currency === '' ? '' : `&currency=${currency.toUpperCase()}`}`;
  return (
    <section>
      <h2>{billing.statement}</h2>
      <p>{billing.statementAbout}</p>
      <div class="narrow">
        <ChoiceField
          label={billing.month}
          value={month}
          onValue={setMonth}
          choices={Array.from({ length: MONTHS }, (_, ago) => {
            const each = monthsAfter(running, -ago);
            return [each, monthName(each)] as const;
          })}
        />
        <TextField
          label={billing.currency}
          hint={billing.currencyHint}
          optional
          longest={3}
          value={currency}
          onValue={setCurrency}
        />
      </div>
      <Downloads
        label={billing.statement}
        formats={[
          {
            text: 'PDF',
            address: `/v1/rebilling/${month}/pdf?${query}`,
            accept: 'application/pdf',
            name: `charges-${month}-${customerId}.pdf`,
          },
        ]}
      />
    </section>
  );
}
