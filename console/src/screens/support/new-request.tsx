import { useLocation } from 'preact-iso';
import type { Schemas } from '../../api/client';
import { useRead } from '../../api/read';
import { useApp, useMay } from '../../app';
import { useMessages } from '../../messages';
import { For } from '../../widgets/guard';
import { Page } from '../../widgets/page';
import { Read } from '../../widgets/reading';
import { EMPTY, linesOf, refundDraft } from './draft';
import { type Facts, readFacts, type Subject } from './facts';
import { RequestForm } from './request-form';

/** The form of a new support request, filled in with what its address names. */
export default function NewSupportRequest() {
  const { support } = useMessages();
  return (
    <Page title={support.create} about={support.about}>
      <For task="support">
        <Prefilled />
      </For>
    </Page>
  );
}

function Prefilled() {
  const { api, session } = useApp();
  const { support } = useMessages();
  const { query } = useLocation();
  const mayQuote = useMay('cancellations');
  const subject: Subject = {
    customerId: query['customerId'] ?? '',
    orderId: query['orderId'] ?? '',
    lines: query['lines'] ?? '',
  };
  const about = `${subject.customerId} ${subject.orderId} ${subject.lines}`;
  const facts = useRead(about, () => readFacts(api, subject, mayQuote));
  const user = session.person.value?.user ?? '';
  const draftOf = ({ order, refund }: Facts) => ({
    ...EMPTY,
    customer: subject.customerId,
    subject: subject.orderId,
    lines: new Map(
      [...linesOf(subject.lines)].map(([line, units]) => [
        line,
        units === '' ? unitsOf(order, line) : units,
      ]),
    ),
    title: order === undefined ? '' : support.refundOf(order.orderId),
    currency: order?.total.currency ?? '',
    email: user.includes('@') ? user : '',
    ...(refund === undefined ? {} : refundDraft(refund)),
  });
  return (
    <Read of={facts.state.value} again={facts.again}>
      {known => <RequestForm key={about} about={about} facts={known} draft={draftOf(known)} />}
    </Read>
  );
}

/** Returns how many units of a line are left, or nothing if that is not known. */
function unitsOf(order: Schemas['Order'] | undefined, line: number): string {
  return String(order?.lines.find(each => each.line === line)?.activeQuantity ?? '');
}
