import { useMessages } from '../../messages';
import { useWebhooks } from '../../messages/webhooks';
import { number } from '../../widgets/format';
import { Time } from '../../widgets/time';
import { behind } from './result';
import { nameOf } from './types';

/** Where in the feed a webhook is, and how many events it has yet to send or pass over. */
export function Place({ position, last }: { readonly position: number; readonly last: number }) {
  const webhooks = useWebhooks();
  const left = behind(position, last);
  return (
    <>
      {webhooks.at(number(position), number(last))}
      <br />
      <span class="note">{left === 0 ? webhooks.upToDate : webhooks.behind(number(left))}</span>
    </>
  );
}

/** When a receiver last accepted an event, or that none has. */
export function LastDelivered({ at }: { readonly at: string | undefined }) {
  const { noneDelivered } = useWebhooks();
  return at === undefined ? <>{noneDelivered}</> : <Time at={at} />;
}

/** The types that a webhook sends, in the words of the log. */
export function TypeList({ types }: { readonly types: readonly string[] }) {
  const webhooks = useWebhooks();
  const { activity } = useMessages();
  return types.length === 0 ? (
    <>{webhooks.allTypes}</>
  ) : (
    <ul class="plain-list">
      {types.map(type => (
        <li key={type} title={type}>
          {nameOf(type, activity.operations) ?? <code>{type}</code>}
        </li>
      ))}
    </ul>
  );
}
