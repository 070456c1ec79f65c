import type { Schemas } from '../../api/client';
import { useMay } from '../../app';
import { useMessages } from '../../messages';

/** What only the operator can cancel: by the terms, or after the window. */
const BY_REQUEST: readonly string[] = ['needs-support-request', 'window-closed'];

/** The way to the form of a support request, filled in, for a line that only the operator cancels. */
export function AskSupport(props: {
  readonly customerId: string;
  readonly orderId: string;
  readonly line: Schemas['NotCancellableLine'];
}) {
  const { support } = useMessages();
  const { customerId, orderId, line } = props;
  const may = useMay('support');
  if (!may || !BY_REQUEST.includes(line.code)) {
    return null;
  }
  const subject = new URLSearchParams({ customerId, orderId, lines: String(line.line) });
  return (
    <>
      {' '}
      <a href={`/support/new?${subject}`}>{support.ask}</a>
    </>
  );
}
