import { useApp } from '../../app';
import { useDesk } from '../../messages/operator';
import { NoteForm } from '../support/note-form';
import type { Asked } from './grant';

/** The form of an answer, which the partner reads. It decides nothing. */
export function Answer(props: { readonly of: Asked; readonly onAnswered: () => void }) {
  const { request } = useDesk();
  const { api } = useApp();
  const { partnerId, requestId } = props.of;
  return (
    <NoteForm
      command={`answer-support-request ${requestId}`}
      send={({ key, fetch }, body) =>
        api.POST('/v1/operator/partners/{partnerId}/support-requests/{requestId}/answers', {
          params: { path: { partnerId, requestId }, header: { 'Idempotency-Key': key } },
          body,
          fetch,
        })
      }
      label={request.answer}
      hint={request.answerHint}
      action={request.sendAnswer}
      done={request.answered}
      onDone={props.onAnswered}
    />
  );
}
