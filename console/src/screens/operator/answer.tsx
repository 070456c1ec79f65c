import { useEffect, useState } from 'preact/hooks';
import type { Schemas } from '../../api/client';
import { useCommand } from '../../api/use-command';
import { useApp } from '../../app';
import { useDesk } from '../../messages/operator';
import { LongField } from '../../widgets/field';
import { announce } from '../../widgets/live';
import { isUnderWay, Outcome } from '../../widgets/outcome';
import type { Asked } from './grant';

/** The form of an answer, which the partner reads. It decides nothing. */
export function Answer(props: { readonly of: Asked; readonly onAnswered: () => void }) {
  const { request } = useDesk();
  const { api } = useApp();
  const { partnerId, requestId } = props.of;
  const [text, setText] = useState('');
  const answer = useCommand(
    `answer-support-request ${requestId}`,
    ({ key, fetch }, body: Schemas['NewSupportNote']) =>
      api.POST('/v1/operator/partners/{partnerId}/support-requests/{requestId}/answers', {
        params: { path: { partnerId, requestId }, header: { 'Idempotency-Key': key } },
        body,
        fetch,
      }),
    { resumed: body => setText(body.text) },
  );
  const state = answer.state.value;
  useEffect(() => {
    if (state.at === 'done') {
      announce(request.answered);
      setText('');
      answer.renew();
      props.onAnswered();
    }
  }, [state.at]);
  const busy = isUnderWay(answer);
  return (
    <form
      class="narrow"
      onSubmit={event => {
        event.preventDefault();
        void answer.send({ text: text.trim() });
      }}
    >
      <fieldset class="bare" disabled={busy}>
        <LongField
          label={request.answer}
          hint={request.answerHint}
          required
          longest={4000}
          value={text}
          onValue={setText}
          pointer="/text"
          problem={state.at === 'refused' ? state.problem : undefined}
        />
      </fieldset>
      <Outcome of={answer} fields={['/text']} />
      <button type="submit" disabled={busy}>
        {request.sendAnswer}
      </button>
    </form>
  );
}
