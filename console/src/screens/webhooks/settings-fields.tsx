import type { Problem } from '../../api/problem';
import { useMessages } from '../../messages';
import { useWebhooks } from '../../messages/webhooks';
import { CheckField, TextField } from '../../widgets/field';
import type { Settings } from './settings';
import { GROUPS, othersOf, toggled } from './types';

/** The longest address and description that the API takes. */
const LONGEST_ADDRESS = 2048;
const LONGEST_DESCRIPTION = 200;

/** The fields of a webhook: where it sends, what, and what for. */
export function SettingsFields(props: {
  readonly typed: Settings;
  /** The types that it had before, of which those that are not offered can be kept. */
  readonly before: readonly string[];
  readonly onTyped: (typed: Settings) => void;
  readonly problem: Problem | undefined;
}) {
  const webhooks = useWebhooks();
  const { activity } = useMessages();
  const { typed, onTyped, problem } = props;
  const others = othersOf(props.before);
  const check = (type: string, label: string | undefined) => (
    <CheckField
      key={type}
      label={label ?? <code>{type}</code>}
      checked={typed.types.includes(type)}
      onChecked={on => onTyped({ ...typed, types: toggled(typed.types, type, on) })}
    />
  );
  return (
    <>
      <TextField
        label={webhooks.address}
        hint={webhooks.addressHint}
        type="url"
        required
        longest={LONGEST_ADDRESS}
        value={typed.address}
        onValue={address => onTyped({ ...typed, address })}
        pointer="/address"
        problem={problem}
      />
      <TextField
        label={webhooks.description}
        optional
        longest={LONGEST_DESCRIPTION}
        value={typed.description}
        onValue={description => onTyped({ ...typed, description })}
        pointer="/description"
        problem={problem}
      />
      <fieldset>
        <legend>{webhooks.types}</legend>
        <CheckField
          label={webhooks.allTypes}
          checked={typed.all}
          onChecked={all => onTyped({ ...typed, all })}
        />
        {!typed.all && (
          <div class="two">
            {GROUPS.map(([group, types]) => (
              <fieldset key={group}>
                <legend>{webhooks.groups[group]}</legend>
                {types.map(each => check(each.type, activity.operations[each.operation]))}
              </fieldset>
            ))}
            {others.length > 0 && (
              <fieldset>
                <legend>{webhooks.groups.others}</legend>
                {others.map(each => check(each, undefined))}
              </fieldset>
            )}
          </div>
        )}
      </fieldset>
    </>
  );
}
