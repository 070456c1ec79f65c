import type { Problem } from '../../api/problem';
import { useMessages } from '../../messages';
import { ChoiceField, TextField } from '../../widgets/field';
import type { Draft } from './draft';
import { REASONS } from './kinds';

/** What a refund needs: a reason, and the amount if it is not the credit of the terms. */
export function RefundFields(props: {
  readonly draft: Draft;
  readonly problem: Problem | undefined;
  readonly onDraft: (changes: Partial<Draft>) => void;
}) {
  const { support, cancellation } = useMessages();
  const { draft, problem, onDraft } = props;
  return (
    <fieldset>
      <legend>{support.refund}</legend>
      <ChoiceField
        label={support.refundReason}
        required
        value={draft.reasonCode}
        onValue={value => onDraft({ reasonCode: value as Draft['reasonCode'] })}
        choices={[
          ['', support.chooseReason],
          ...REASONS.map(each => [each, cancellation.reasons[each]] as const),
        ]}
        pointer="/reasonCode"
        problem={problem}
      />
      <TextField
        label={cancellation.ownWords}
        optional
        longest={1000}
        value={draft.reason}
        onValue={reason => onDraft({ reason })}
        pointer="/reason"
        problem={problem}
      />
      <TextField
        label={support.amount}
        hint={support.amountHint}
        optional
        longest={20}
        value={draft.amount}
        onValue={amount => onDraft({ amount })}
        pointer={
          problem?.errors?.some(fault => fault.pointer === '/amountRequested')
            ? '/amountRequested'
            : '/amountRequested/amount'
        }
        problem={problem}
      />
      {draft.amount.trim() !== '' && (
        <TextField
          label={support.currency}
          required
          longest={3}
          value={draft.currency}
          onValue={currency => onDraft({ currency })}
          pointer="/amountRequested/currency"
          problem={problem}
        />
      )}
    </fieldset>
  );
}
