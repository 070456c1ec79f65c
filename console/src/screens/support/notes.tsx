import { useEffect, useState } from 'preact/hooks';
import type { Schemas } from '../../api/client';
import { useCommand } from '../../api/use-command';
import { useApp } from '../../app';
import { useMessages } from '../../messages';
import { LongField } from '../../widgets/field';
import { announce } from '../../widgets/live';
import { isUnderWay, Outcome } from '../../widgets/outcome';
import { NoteList } from './note-list';

/** The notes of both sides, oldest first, and the form of the next one. */
export function Notes(props: {
  readonly request: Schemas['SupportRequest'];
  readonly onNoted: () => void;
}) {
  const { support } = useMessages();
  const { notes, state, requestId } = props.request;
  return (
    <section aria-label={support.notes}>
      <h2>{support.notes}</h2>
      <NoteList notes={notes} />
      {state !== 'CLOSED' && <NewNote requestId={requestId} onNoted={props.onNoted} />}
    </section>
  );
}

function NewNote(props: { readonly requestId: string; readonly onNoted: () => void }) {
  const { support } = useMessages();
  const { api } = useApp();
  const { requestId } = props;
  const [text, setText] = useState('');
  const add = useCommand(
    `add-note ${requestId}`,
    ({ key, fetch }, body: Schemas['NewSupportNote']) =>
      api.POST('/v1/support-requests/{requestId}/notes', {
        params: { path: { requestId }, header: { 'Idempotency-Key': key } },
        body,
        fetch,
      }),
    { resumed: body => setText(body.text) },
  );
  const state = add.state.value;
  useEffect(() => {
    if (state.at === 'done') {
      announce(support.noted);
      setText('');
      add.renew();
      props.onNoted();
    }
  }, [state.at]);
  const busy = isUnderWay(add);
  return (
    <form
      class="narrow"
      onSubmit={event => {
        event.preventDefault();
        void add.send({ text: text.trim() });
      }}
    >
      <fieldset class="bare" disabled={busy}>
        <LongField
          label={support.note}
          required
          longest={4000}
          value={text}
          onValue={setText}
          pointer="/text"
          problem={state.at === 'refused' ? state.problem : undefined}
        />
      </fieldset>
      <Outcome of={add} fields={['/text']} />
      <button type="submit" disabled={busy}>
        {support.addNote}
      </button>
    </form>
  );
}
