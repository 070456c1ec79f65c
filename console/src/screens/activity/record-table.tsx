import type { Listing, Reading } from '../../api/read';
import { useMay } from '../../app';
import { useMessages } from '../../messages';
import { Table } from '../../widgets/reading';
import { Time } from '../../widgets/time';
import { useCustomerNames } from './names';
import { type ActivityRecord, Actor, Details } from './record';

/** Records of the log as rows: those of a range, or the slice of one object. */
export function RecordTable(props: {
  readonly of: Reading<Listing<ActivityRecord>>;
  readonly again: () => void;
  readonly more: () => void;
  readonly caption: string;
  readonly empty: string;
  /** Returns where a user's records are. */
  readonly userLink: (user: string) => string;
  /** Returns where a customer's records are. Without it, the customer has no column. */
  readonly customerLink?: (customer: string) => string;
}) {
  const { activity, words } = useMessages();
  const items = props.of.at === 'done' ? props.of.value.items : [];
  const names = useCustomerNames(
    props.customerLink === undefined
      ? []
      : items.map(each => each.customerId).filter(id => id !== undefined),
  );
  const mayCustomers = useMay('customers');
  const { customerLink } = props;
  const customerOf = ({ customerId }: ActivityRecord) =>
    customerId === undefined ? (
      ''
    ) : mayCustomers ? (
      <a href={`/customers/${customerId}`}>{names[customerId] ?? customerId}</a>
    ) : (
      <code>{customerId}</code>
    );
  return (
    <Table
      of={props.of}
      again={props.again}
      more={props.more}
      caption={props.caption}
      empty={<p>{props.empty}</p>}
      id={each => each.id}
      columns={[
        { title: activity.time, cell: each => <Time at={each.at} /> },
        { title: activity.user, cell: each => <Actor of={each} link={props.userLink} /> },
        {
          title: activity.operation,
          cell: each => (
            <>
              {activity.operations[each.operation]}
              {each.outcome !== 'DONE' && (
                <span class="tag">{activity.outcomes[each.outcome]}</span>
              )}
            </>
          ),
        },
        ...(customerLink === undefined
          ? []
          : [
              {
                title: words.customer,
                cell: customerOf,
              },
            ]),
        {
          title: activity.details,
          cell: each => <Details of={each} customerLink={customerLink} />,
        },
      ]}
    />
  );
}
