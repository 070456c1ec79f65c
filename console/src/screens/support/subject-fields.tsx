import type { Schemas } from '../../api/client';
import type { Problem } from '../../api/problem';
import { useMessages } from '../../messages';
import { CheckField, TextField } from '../../widgets/field';
import { number } from '../../widgets/format';
import { bodyOf, type Draft } from './draft';
import type { Facts } from './facts';

interface Props {
  readonly facts: Facts;
  readonly draft: Draft;
  readonly problem: Problem | undefined;
  readonly onDraft: (changes: Partial<Draft>) => void;
}

/** What the request is about: what its address named is shown, the rest is typed. */
export function SubjectFields(props: Props) {
  const { support, words } = useMessages();
  const { facts, draft, problem, onDraft } = props;
  const { customer, order } = facts;
  const body = bodyOf(draft);
  const known = customer !== undefined && draft.customer === customer.customerId;
  const knownOrder = known && order !== undefined && draft.subject === order.orderId;
  return (
    <>
      {known ? (
        <p>
          {words.customer}: <a href={`/customers/${customer.customerId}`}>{customer.companyName}</a>{' '}
          ({customer.domain})
        </p>
      ) : (
        <TextField
          label={words.customer}
          hint={support.customerHint}
          required
          longest={253}
          value={draft.customer}
          onValue={value => onDraft({ customer: value })}
          pointer={
            body.customerId !== undefined
              ? '/customerId'
              : body.tenantId !== undefined
                ? '/tenantId'
                : '/domain'
          }
          problem={problem}
        />
      )}
      {knownOrder ? (
        <Lines {...props} order={order} />
      ) : (
        <TextField
          label={support.subject}
          optional={draft.problemType !== 'PURCHASE_REFUND'}
          required={draft.problemType === 'PURCHASE_REFUND'}
          longest={64}
          value={draft.subject}
          onValue={subject => onDraft({ subject, lines: new Map() })}
          pointer={body.entitlementId === undefined ? '/orderId' : '/entitlementId'}
          problem={problem}
        />
      )}
    </>
  );
}

/** The lines of the order that the request is about, and how many units of each. */
function Lines(props: Props & { readonly order: Schemas['Order'] }) {
  const { support, words, catalogue } = useMessages();
  const { order, draft, onDraft } = props;
  const open = order.lines.filter(line => line.activeQuantity > 0);
  const choose = (line: number, units: string | undefined) => {
    const others = [...draft.lines].filter(([each]) => each !== line);
    // An amount that was asked for other units is wrong for these.
    onDraft({
      lines: new Map(units === undefined ? others : [...others, [line, units]]),
      amount: '',
    });
  };
  return (
    <fieldset>
      <legend>{support.lines}</legend>
      <p>
        {words.order}:{' '}
        <a href={`/customers/${order.customerId}/orders/${order.orderId}`}>
          <code>{order.orderId}</code>
        </a>
      </p>
      {open.map(line => {
        const units = draft.lines.get(line.line);
        return (
          <div class="line" key={line.line}>
            <CheckField
              label={`${line.productTitle}, ${line.skuTitle}`}
              checked={units !== undefined}
              onChecked={on => choose(line.line, on ? String(line.activeQuantity) : undefined)}
            />
            {units !== undefined && line.activeQuantity > 1 && (
              <TextField
                label={support.units(line.productTitle)}
                hint={catalogue.limits('1', number(line.activeQuantity))}
                type="number"
                min={1}
                max={line.activeQuantity}
                required
                value={units}
                onValue={typed => choose(line.line, typed)}
              />
            )}
          </div>
        );
      })}
      {draft.lines.size === 0 && <p class="note">{support.linesHint}</p>}
    </fieldset>
  );
}
