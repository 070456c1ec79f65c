import { useState } from 'preact/hooks';
import type { Command } from '../../api/command';
import { useWebhooks } from '../../messages/webhooks';
import { isUnderWay, Outcome } from '../../widgets/outcome';
import { FIELDS, type Settings, sendsNothing } from './settings';
import { SettingsFields } from './settings-fields';

/** The form of a webhook's settings, which its command sends. */
export function SettingsForm<Body, Answer>(props: {
  readonly of: Command<Body, Answer>;
  readonly typed: Settings;
  /** The types that the webhook had before, of which those that are not offered can be kept. */
  readonly before: readonly string[];
  readonly onTyped: (typed: Settings) => void;
  /** The text of the button. */
  readonly action: string;
  readonly onSubmit: () => void;
}) {
  const webhooks = useWebhooks();
  const { of, typed } = props;
  const [submitted, setSubmitted] = useState(false);
  const state = of.state.value;
  const lacking = sendsNothing(typed);
  return (
    <form
      onSubmit={event => {
        event.preventDefault();
        setSubmitted(true);
        if (!lacking) {
          props.onSubmit();
        }
      }}
    >
      <fieldset class="bare" disabled={isUnderWay(of)}>
        <SettingsFields
          typed={typed}
          before={props.before}
          onTyped={props.onTyped}
          problem={state.at === 'refused' ? state.problem : undefined}
        />
      </fieldset>
      {submitted && lacking && (
        <p class="fault" role="alert">
          {webhooks.noTypes}
        </p>
      )}
      <Outcome of={of} fields={FIELDS} />
      <button type="submit" disabled={isUnderWay(of)}>
        {props.action}
      </button>
    </form>
  );
}
