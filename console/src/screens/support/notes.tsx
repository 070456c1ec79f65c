import type { Schemas } from '../../api/client';
import { useApp } from '../../app';
import { useMessages } from '../../messages';
import { NoteForm } from './note-form';
import { NoteList } from './note-list';

/** The notes of both sides, oldest first, and the form of the next one. */
export function Notes(props: {
  readonly request: Schemas['SupportRequest'];
  readonly onNoted: () => void;
}) {
  const { support } = useMessages();
  const { api } = useApp();
  const { notes, state, requestId } = props.request;
  return (
    <section aria-label={support.notes}>
      <h2>{support.notes}</h2>
      <NoteList notes={notes} />
      {state !== 'CLOSED' && (
        <NoteForm
          command={`add-note ${requestId}`}
          send={({ key, fetch }, body) =>
            api.POST('/v1/support-requests/{requestId}/notes', {
              params: { path: { requestId }, header: { 'Idempotency-Key': key } },
              body,
              fetch,
            })
          }
          label={support.note}
          action={support.addNote}
          done={support.noted}
          onDone={props.onNoted}
        />
      )}
    </section>
  );
}
