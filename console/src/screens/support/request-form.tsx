import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Schemas } from '../../api/client';
import { useCommand } from '../../api/use-command';
import { useApp } from '../../app';
import { useMessages } from '../../messages';
import { ChoiceField, LongField, TextField } from '../../widgets/field';
import { announceOnNextScreen } from '../../widgets/live';
import { isUnderWay, Outcome } from '../../widgets/outcome';
import { AddFiles } from './add-files';
import { ChosenFiles } from './chosen-files';
import { bodyOf, type Draft, draftOf } from './draft';
import type { Facts } from './facts';
import { MOST_FILES, together } from './files';
import { IMPACTS, PROBLEM_TYPES } from './kinds';
import { RefundFields } from './refund-fields';
import { SubjectFields } from './subject-fields';
import { upload } from './uploads';

/** The places in the body whose faults the form shows at their fields. */
const FIELDS = [
  '/title',
  '/description',
  '/customerId',
  '/tenantId',
  '/domain',
  '/orderId',
  '/entitlementId',
  '/reasonCode',
  '/reason',
  '/amountRequested',
  '/amountRequested/amount',
  '/amountRequested/currency',
  '/contact/name',
  '/contact/email',
  '/contact/phone',
];

/** The form of a new support request. Its files are uploaded once the request is there. */
export function RequestForm(props: {
  readonly facts: Facts;
  readonly draft: Draft;
  /** What the address names. The form of another subject has a command of its own. */
  readonly about: string;
}) {
  const { support, customers, shell } = useMessages();
  const app = useApp();
  const { route } = useLocation();
  const [draft, setDraft] = useState(props.draft);
  const [files, setFiles] = useState<readonly File[]>([]);
  const create = useCommand(
    `create-support-request ${props.about}`,
    ({ key, fetch }, body: Schemas['NewSupportRequest']) =>
      app.api.POST('/v1/support-requests', {
        params: { header: { 'Idempotency-Key': key } },
        body,
        fetch,
      }),
    { resumed: body => setDraft(draftOf(body)) },
  );
  const state = create.state.value;
  useEffect(() => {
    if (state.at === 'done') {
      announceOnNextScreen(support.created);
      upload(app, state.answer.requestId, files);
      route(`/support/${state.answer.requestId}`, true);
    }
  }, [state.at]);
  const problem = state.at === 'refused' ? state.problem : undefined;
  const busy = isUnderWay(create);
  const set = (changes: Partial<Draft>) => setDraft({ ...draft, ...changes });
  const field = (name: 'title' | 'description' | 'name' | 'email' | 'phone', pointer: string) => ({
    value: draft[name],
    onValue: (value: string) => set({ [name]: value }),
    pointer,
    problem,
  });
  const refund = draft.problemType === 'PURCHASE_REFUND';
  return (
    <form
      class="narrow"
      onSubmit={event => {
        event.preventDefault();
        void create.send(bodyOf(draft));
      }}
    >
      <fieldset class="bare" disabled={busy}>
        <ChoiceField
          label={support.problemType}
          value={draft.problemType}
          onValue={value => set({ problemType: value as Draft['problemType'] })}
          choices={PROBLEM_TYPES.map(each => [each, support.types[each]] as const)}
        />
        <ChoiceField
          label={support.impact}
          value={draft.impact}
          onValue={value => set({ impact: value as Draft['impact'] })}
          choices={IMPACTS.map(each => [each, support.impacts[each]] as const)}
        />
        <TextField
          label={support.subjectLine}
          required
          longest={200}
          {...field('title', '/title')}
        />
        <SubjectFields facts={props.facts} draft={draft} problem={problem} onDraft={set} />
        {refund && <RefundFields draft={draft} problem={problem} onDraft={set} />}
        <LongField
          label={support.description}
          optional
          longest={4000}
          {...field('description', '/description')}
        />
        <fieldset>
          <legend>{customers.contact}</legend>
          <TextField
            label={customers.name}
            required
            longest={200}
            autocomplete="name"
            {...field('name', '/contact/name')}
          />
          <TextField
            label={customers.email}
            required
            type="email"
            autocomplete="email"
            {...field('email', '/contact/email')}
          />
          <TextField
            label={customers.phone}
            optional={!refund}
            {...(refund ? { hint: support.phoneHint } : {})}
            type="tel"
            autocomplete="tel"
            {...field('phone', '/contact/phone')}
          />
        </fieldset>
        <fieldset>
          <legend>{support.files}</legend>
          <ChosenFiles
            files={files}
            onRemove={file => setFiles(files.filter(each => each !== file))}
          />
          <AddFiles
            room={MOST_FILES - files.length}
            onFiles={more => setFiles(together(files, more))}
          />
        </fieldset>
      </fieldset>
      <Outcome of={create} fields={FIELDS} />
      <p class="actions">
        <button type="submit" disabled={busy}>
          {busy ? shell.sending : support.create}
        </button>
      </p>
    </form>
  );
}
