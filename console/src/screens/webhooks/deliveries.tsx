import { useEffect, useState } from 'preact/hooks';
import type { Schemas } from '../../api/client';
import { useList } from '../../api/read';
import { useApp } from '../../app';
import { useMessages } from '../../messages';
import { useWebhooks } from '../../messages/webhooks';
import { useFilters } from '../../widgets/address';
import { ChoiceField } from '../../widgets/field';
import { Filters } from '../../widgets/filters';
import { number } from '../../widgets/format';
import { announce } from '../../widgets/live';
import { Table } from '../../widgets/reading';
import { Time } from '../../widgets/time';
import { Redeliver } from './redeliver';
import { resultText, seconds } from './result';
import { nameOf } from './types';

type Delivery = Schemas['WebhookDelivery'];

const STATES = ['DELIVERED', 'FAILED'] as const;

/** The pauses before the deliveries are read again for the result of a test event, in milliseconds. */
const PAUSES = [500, 1000, 2000, 3000, 5000, 8000];

/** The attempts to deliver events, newest first. */
export function Deliveries(props: {
  readonly of: Schemas['Webhook'];
  /** The id of a test event whose result is waited for. */
  readonly awaited: string | undefined;
  /** Is called when there may be more to know of the webhook itself. */
  readonly onChanged: () => void;
}) {
  const webhooks = useWebhooks();
  const { activity, shell, words } = useMessages();
  const { api } = useApp();
  const { of, awaited } = props;
  const { webhookId, position } = of;
  const { values, set, any } = useFilters(['state']);
  const chosen = STATES.find(each => each === values.state);
  const [again, setAgain] = useState<number>();
  const list = useList(`${webhookId} ${chosen}`, cursor =>
    api.GET('/v1/webhooks/{webhookId}/deliveries', {
      params: {
        path: { webhookId },
        query: {
          limit: 50,
          ...(chosen === undefined ? {} : { state: chosen }),
          ...(cursor === undefined ? {} : { cursor }),
        },
      },
    }),
  );
  const read = list.state.value;
  useAwaited(awaited, read.at === 'done' && !read.stale ? read.value.items : undefined, {
    begin: () => {
      // Another filter might leave its result out.
      if (any) {
        set({ state: '' });
      }
    },
    readAgain: () => void list.again(),
    found: result => {
      announce(webhooks.pingResult(resultText(result, webhooks)));
      props.onChanged();
    },
    never: () => announce(webhooks.pingWaits),
  });
  return (
    <section aria-label={webhooks.deliveries}>
      <h2>{webhooks.deliveries}</h2>
      <p class="note">{webhooks.deliveriesAbout}</p>
      <Filters label={webhooks.deliveries} any={any} onClear={() => set({ state: '' })}>
        <ChoiceField
          label={words.state}
          value={chosen ?? ''}
          onValue={state => set({ state })}
          choices={[
            ['', words.any],
            ...STATES.map(each => [each, webhooks.deliveryStates[each]] as const),
          ]}
        />
        <button
          type="button"
          class="plain"
          onClick={() => {
            void list.again();
            props.onChanged();
          }}
        >
          {shell.reload}
        </button>
      </Filters>
      <Table
        of={read}
        again={list.again}
        more={list.more}
        caption={webhooks.deliveries}
        empty={<p>{any ? shell.nothingFound : webhooks.noDeliveries}</p>}
        id={each => each.deliveryId}
        columns={[
          { title: webhooks.event, cell: each => number(each.number) },
          {
            title: webhooks.type,
            cell: each => (
              <span title={each.type}>{nameOf(each.type, activity.operations) ?? each.type}</span>
            ),
          },
          { title: words.state, cell: each => <State of={each} /> },
          { title: activity.time, cell: each => <Time at={each.at} /> },
          { title: webhooks.attempt, number: true, cell: each => number(each.attempt) },
          { title: webhooks.took, number: true, cell: each => seconds(each.took) },
          { title: webhooks.result, cell: each => <Answer of={each} /> },
          {
            title: webhooks.again,
            cell: each =>
              each.number <= position && (
                <button
                  type="button"
                  class="plain"
                  aria-label={`${webhooks.again}: ${number(each.number)}`}
                  onClick={() => setAgain(each.number)}
                >
                  {webhooks.again}
                </button>
              ),
          },
        ]}
      />
      {again !== undefined && (
        <Redeliver
          of={of}
          one={again}
          onChanged={() => {
            void list.again();
            props.onChanged();
          }}
          onClose={() => setAgain(undefined)}
        />
      )}
    </section>
  );
}

function State({ of }: { readonly of: Delivery }) {
  const { deliveryStates } = useWebhooks();
  const text = deliveryStates[of.state];
  return of.state === 'FAILED' ? <strong>{text}</strong> : <>{text}</>;
}

/** The status, and the beginning of the receiver's answer: as text, never as HTML. */
function Answer({ of }: { readonly of: Delivery }) {
  const webhooks = useWebhooks();
  return (
    <>
      {resultText(of, webhooks)}
      {of.answer !== undefined && of.answer !== '' && (
        <details>
          <summary>{webhooks.answer}</summary>
          <code class="written" lang="">
            {of.answer}
          </code>
        </details>
      )}
    </>
  );
}

/** Reads the deliveries again until the result of a test event is among them. */
function useAwaited(
  awaited: string | undefined,
  items: readonly Delivery[] | undefined,
  on: {
    readonly begin: () => void;
    readonly readAgain: () => void;
    readonly found: (result: Delivery) => void;
    readonly never: () => void;
  },
) {
  const [tries, setTries] = useState<number>();
  useEffect(() => {
    if (awaited !== undefined) {
      on.begin();
      setTries(0);
    }
  }, [awaited]);
  useEffect(() => {
    if (tries === undefined || items === undefined) {
      return;
    }
    const result = items.find(each => each.eventId === awaited);
    const pause = PAUSES[tries];
    if (result !== undefined) {
      setTries(undefined);
      on.found(result);
    } else if (pause === undefined) {
      setTries(undefined);
      on.never();
    } else {
      const timer = setTimeout(() => {
        setTries(tries + 1);
        on.readAgain();
      }, pause);
      return () => clearTimeout(timer);
    }
  }, [tries, items]);
}
