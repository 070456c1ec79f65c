import { useComputed } from '@preact/signals';
import { minute, now } from '../api/clock';
import { useMessages } from '../messages';
import { instant, span, utc } from './format';

/** An instant in the zone that the reader chose, which it names. UTC is shown on hover. */
export function Time({ at }: { readonly at: string }) {
  const { shell } = useMessages();
  return (
    <time dateTime={at} title={shell.utc(utc(at))}>
      {instant(at)}
    </time>
  );
}

const HOUR = 3_600_000;

/** The time left until an instant, by the server's clock. It counts down: seconds only in the last hour. */
export function Left({ until }: { readonly until: string }) {
  const { shell } = useMessages();
  const end = Date.parse(until);
  const text = useComputed(() => {
    const left = end - minute.value > HOUR ? end - minute.value : end - now.value;
    return left > 0 ? shell.left(span(left)) : shell.over;
  });
  return <span title={shell.utc(utc(until))}>{text.value}</span>;
}
