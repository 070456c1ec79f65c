import { useComputed } from '@preact/signals';
import { minute } from '../../api/clock';
import { useMessages } from '../../messages';
import { Left, Time } from '../../widgets/time';

/** Until when a line can be cancelled, or why not: by its state first, and only then by its terms. */
export function Window(props: {
  readonly state: 'ACTIVE' | 'PARTIALLY_CANCELLED' | 'CANCELLED' | 'TERM_ENDED';
  readonly terms: { readonly cancellableUntil?: string; readonly requestableUntil?: string };
}) {
  const { orders, words } = useMessages();
  const { state, terms } = props;
  const until = terms.cancellableUntil ?? terms.requestableUntil;
  const end = until === undefined ? 0 : Date.parse(until);
  const open = useComputed(() => end > minute.value);
  if (state === 'CANCELLED' || state === 'TERM_ENDED') {
    return <>{words.softwareStates[state]}</>;
  }
  if (until === undefined) {
    return <>{orders.never}</>;
  }
  if (!open.value) {
    return <>{orders.windowClosed}</>;
  }
  return (
    <>
      {terms.cancellableUntil === undefined ? orders.requestableUntil : orders.cancellableUntil}:{' '}
      <Time at={until} /> (<Left until={until} />)
    </>
  );
}
