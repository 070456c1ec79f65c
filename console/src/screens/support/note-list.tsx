import type { Schemas } from '../../api/client';
import { useMessages } from '../../messages';
import { Time } from '../../widgets/time';

/** The notes of both sides, oldest first. */
export function NoteList({ notes }: { readonly notes: readonly Schemas['SupportNote'][] }) {
  const { support } = useMessages();
  return (
    <>
      {notes.length === 0 && <p>{support.noNotes}</p>}
      <ol class="plain-list">
        {notes.map(note => (
          <li class={note.operator === undefined ? 'line' : 'line quote'} key={note.noteId}>
            <span class="note">
              <strong>{note.operator ?? note.user}</strong>
              {note.operator !== undefined && <span class="tag">{support.operator}</span>}{' '}
              <Time at={note.at} />
            </span>
            <div class="written">{note.text}</div>
          </li>
        ))}
      </ol>
    </>
  );
}
