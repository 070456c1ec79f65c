import { useEffect, useState } from 'preact/hooks';
import type { Schemas } from '../../api/client';
import { sum } from '../../api/money';
import { useCommand } from '../../api/use-command';
import { useApp } from '../../app';
import { useMessages } from '../../messages';
import { useDesk } from '../../messages/operator';
import { Dialog } from '../../widgets/dialog';
import { LongField } from '../../widgets/field';
import { money, month, number } from '../../widgets/format';
import { announce } from '../../widgets/live';
import { isUnderWay, Outcome } from '../../widgets/outcome';
import {
  type Asked,
  byTerms,
  type Chosen,
  type Credits,
  creditsOf,
  grantBody,
  granted,
  type Quote,
} from './grant';
import { GrantLines } from './grant-lines';

type Body = Schemas['NewOperatorDecision'];

/** Grants a request line by line, after the dialog has said what is credited and what stops working. */
export function Granting(props: {
  readonly of: Asked;
  readonly quote: Quote;
  /** Reads the request again, after the decision or because its credit has changed. */
  readonly again: () => void;
}) {
  const { request } = useDesk();
  const { api } = useApp();
  const { quote } = props;
  const { partnerId, requestId } = props.of;
  const [open, setOpen] = useState(false);
  const [note, setNote] = useState('');
  const [earlier, setEarlier] = useState(false);
  const [chosen, setChosen] = useState<Chosen>();
  const { credits, outdated: replaced } = creditsOf(quote, chosen);
  const choose = (credits: Credits) => setChosen({ quoteId: quote.quoteId, credits });
  const grant = useCommand(
    `grant-support-request ${requestId}`,
    ({ key, fetch }, body: Body) =>
      api.POST('/v1/operator/partners/{partnerId}/support-requests/{requestId}/decision', {
        params: { path: { partnerId, requestId }, header: { 'Idempotency-Key': key } },
        body,
        fetch,
      }),
    {
      resumption: 'ask',
      resumed: body => {
        setNote(body.note);
        if (body.lines !== undefined) {
          choose(new Map(body.lines.map(each => [each.line, each.credit?.amount ?? ''] as const)));
        } else if (body.quoteId !== undefined) {
          setChosen({ quoteId: body.quoteId, credits: byTerms(quote) });
        }
        setEarlier(true);
        setOpen(true);
      },
    },
  );
  const state = grant.state.value;
  const outdated = state.at === 'refused' && state.problem.code === 'quote-outdated';
  useEffect(() => {
    if (state.at === 'done') {
      announce(request.decided);
      setOpen(false);
    }
    if (state.at === 'done' || outdated) {
      props.again();
    }
  }, [state.at]);
  const busy = isUnderWay(grant);
  const body = grantBody(quote, credits, note.trim());
  // The credits that were sent are not those that would be shown now.
  const hidden = busy && (earlier || replaced);
  return (
    <>
      <button
        type="button"
        onClick={() => {
          if (chosen === undefined) {
            choose(credits);
          }
          setOpen(true);
        }}
      >
        {request.grant}
      </button>
      {open && (
        <Dialog
          title={request.grant}
          onClose={() => setOpen(false)}
          // The button that opened the dialog goes once the request is granted.
          focusAfter={() =>
            grant.state.peek().at === 'done' ? document.querySelector<HTMLElement>('main h1') : null
          }
        >
          <form
            onSubmit={event => {
              event.preventDefault();
              if (body !== undefined) {
                setEarlier(false);
                choose(credits);
                void grant.send(body);
              }
            }}
          >
            {!hidden && (
              <>
                <fieldset class="bare" disabled={busy}>
                  <GrantLines quote={quote} credits={credits} onCredits={choose} />
                  <LongField
                    label={request.reason}
                    hint={request.reasonHint}
                    required
                    longest={4000}
                    value={note}
                    onValue={setNote}
                    pointer="/note"
                    problem={state.at === 'refused' ? state.problem : undefined}
                  />
                </fieldset>
                <Effects quote={quote} credits={credits} />
              </>
            )}
            {(outdated || (replaced && !busy)) && (
              <p class="box" role="alert">
                {request.outdated}
              </p>
            )}
            {!outdated && <Outcome of={grant} fields={['/note']} />}
            {!hidden && (
              <button type="submit" disabled={busy || body === undefined}>
                {request.grantNow}
              </button>
            )}
          </form>
        </Dialog>
      )}
    </>
  );
}

/** What a grant does: the credit with its invoice, and what stops working. */
function Effects(props: { readonly quote: Quote; readonly credits: Credits }) {
  const { request } = useDesk();
  const { cancellation } = useMessages();
  const { quote } = props;
  const lines = granted(quote, props.credits) ?? [];
  const total = sum(lines.map(each => each.credit));
  return (
    <section class="box" aria-label={request.whatHappens}>
      <h3>{request.whatHappens}</h3>
      {total === undefined ? (
        <p>{cancellation.nothing}</p>
      ) : (
        <>
          <p>
            {Number(total.amount) === 0
              ? request.creditsNothing
              : request.credited(money(total), month(quote.invoiceMonth))}
          </p>
          {lines.some(({ line }) => line.taxMode === 'ADDED') && <p>{cancellation.taxAdded}</p>}
          <ul>
            {lines.map(({ line }) => (
              <li key={line.line}>{request.stops(number(line.quantity), line.title)}</li>
            ))}
          </ul>
          <p>{request.stopsText}</p>
        </>
      )}
    </section>
  );
}
