import { useEffect, useState } from 'preact/hooks';
import type { Schemas } from '../../api/client';
import type { Reply } from '../../api/command';
import { type Under, useCommand } from '../../api/use-command';
import { LongField } from '../../widgets/field';
import { announce } from '../../widgets/live';
import { isUnderWay, Outcome } from '../../widgets/outcome';

interface Asks {
  /** The name of the command, which tells it apart from those of other requests. */
  readonly command: string;
  readonly send: (under: Under, body: Schemas['NewSupportNote']) => Promise<Reply<unknown>>;
  readonly label: string;
  readonly hint?: string;
  /** The text of the button. */
  readonly action: string;
  /** What is announced when the note is stored. */
  readonly done: string;
  readonly onDone: () => void;
}

/** The form of the next note on a support request, of either side. It is empty again after each note. */
export function NoteForm({ command, send, label, hint, action, done, onDone }: Asks) {
  const [text, setText] = useState('');
  const note = useCommand(command, send, { resumed: body => setText(body.text) });
  const state = note.state.value;
  useEffect(() => {
    if (state.at === 'done') {
      announce(done);
      setText('');
      note.renew();
      onDone();
    }
  }, [state.at]);
  const busy = isUnderWay(note);
  return (
    <form
      class="narrow"
      onSubmit={event => {
        event.preventDefault();
        void note.send({ text: text.trim() });
      }}
    >
      <fieldset class="bare" disabled={busy}>
        <LongField
          label={label}
          {...(hint === undefined ? {} : { hint })}
          required
          longest={4000}
          value={text}
          onValue={setText}
          pointer="/text"
          problem={state.at === 'refused' ? state.problem : undefined}
        />
      </fieldset>
      <Outcome of={note} fields={['/text']} />
      <button type="submit" disabled={busy}>
        {action}
      </button>
    </form>
  );
}
