import { useState } from 'preact/hooks';
import type { Schemas } from '../../api/client';
import { useRead } from '../../api/read';
import { useApp, useMay } from '../../app';
import { useMessages } from '../../messages';
import { useWebhooks } from '../../messages/webhooks';
import { number } from '../../widgets/format';
import { For } from '../../widgets/guard';
import { Page } from '../../widgets/page';
import { Read, Table } from '../../widgets/reading';
import { Time } from '../../widgets/time';
import { Create } from './create';
import { LastDelivered, Place, TypeList } from './facts';

/** The partner's webhooks, the oldest first, and how each of them fares. */
export function WebhookList() {
  const { webhooks: names } = useMessages();
  const may = useMay('webhooks');
  const [creating, setCreating] = useState(false);
  return (
    <Page
      title={names.title}
      about={names.about}
      actions={
        may && (
          <button type="button" onClick={() => setCreating(true)}>
            {names.create}
          </button>
        )
      }
    >
      <For task="webhooks">
        <Content creating={creating} onClose={() => setCreating(false)} />
      </For>
    </Page>
  );
}

function Content(props: { readonly creating: boolean; readonly onClose: () => void }) {
  const { api } = useApp();
  const list = useRead('webhooks', () => api.GET('/v1/webhooks'));
  return (
    <>
      <Read of={list.state.value} again={list.again}>
        {({ items, lastNumber }) => <Rows items={items} last={lastNumber} />}
      </Read>
      {props.creating && <Create onCreated={() => void list.again()} onClose={props.onClose} />}
    </>
  );
}

function Rows(props: { readonly items: readonly Schemas['Webhook'][]; readonly last: number }) {
  const webhooks = useWebhooks();
  const { webhooks: names, words } = useMessages();
  return (
    <Table
      of={{ at: 'done', value: { items: props.items, next: undefined, loadingMore: false } }}
      again={() => undefined}
      more={() => undefined}
      caption={names.title}
      empty={<p>{webhooks.none}</p>}
      id={each => each.webhookId}
      columns={[
        {
          title: webhooks.address,
          cell: each => (
            <>
              <a href={`/webhooks/${each.webhookId}`}>{each.address}</a>
              {each.description !== undefined && (
                <>
                  <br />
                  <span class="note">{each.description}</span>
                </>
              )}
            </>
          ),
        },
        { title: webhooks.types, cell: each => <TypeList types={each.types} /> },
        {
          title: words.state,
          cell: each =>
            each.off === undefined ? (
              webhooks.states[each.state]
            ) : (
              <>
                <strong>{webhooks.states.OFF}</strong>
                <br />
                {webhooks.offReasons[each.off.reason]}
              </>
            ),
        },
        {
          title: webhooks.deliveries,
          cell: ({ failing, lastDeliveredAt }) => (
            <>
              {failing === undefined ? (
                webhooks.fine
              ) : (
                <>
                  <strong>{webhooks.failingSince}:</strong> <Time at={failing.since} />
                  <br />
                  {webhooks.failed}: {number(failing.attempts)}
                </>
              )}
              <br />
              <span class="note">
                {lastDeliveredAt !== undefined && `${webhooks.lastDelivered}: `}
                <LastDelivered at={lastDeliveredAt} />
              </span>
            </>
          ),
        },
        {
          title: webhooks.position,
          cell: each => <Place position={each.position} last={props.last} />,
        },
      ]}
    />
  );
}
