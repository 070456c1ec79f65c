import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { faultsAt, type Problem } from '../api/problem';
import { useMessages } from '../messages';

interface Common {
  readonly label: string;
  readonly hint?: string;
  readonly optional?: boolean;
  /** Where the value is in the body of the command, as a JSON pointer. */
  readonly pointer?: string;
  readonly problem?: Problem | undefined;
  /** What is wrong with the value, as far as the form itself can tell. */
  readonly fault?: string | undefined;
}

/** The label, the hint and the faults around a control, and what ties them to it. */
function Around(
  props: Common & {
    readonly children: (ties: {
      id: string;
      'aria-describedby': string | undefined;
      'aria-invalid': boolean;
    }) => ComponentChildren;
  },
) {
  const { shell } = useMessages();
  const id = useId();
  const { fault } = props;
  const told =
    props.pointer === undefined
      ? []
      : faultsAt(props.problem, props.pointer).map(({ detail }) => detail);
  const wrong = fault !== undefined || told.length > 0;
  const described = [
    ...(props.hint === undefined ? [] : [`${id}-hint`]),
    ...(wrong ? [`${id}-fault`] : []),
  ];
  return (
    <div class="field">
      <label for={id}>
        {props.label}
        {props.optional && <span class="note"> ({shell.optional})</span>}
      </label>
      {props.children({
        id,
        'aria-describedby': described.length > 0 ? described.join(' ') : undefined,
        'aria-invalid': wrong,
      })}
      {props.hint !== undefined && (
        <span class="note" id={`${id}-hint`}>
          {props.hint}
        </span>
      )}
      {wrong && (
        <span class="fault" id={`${id}-fault`}>
          {fault} {told.length > 0 && <span lang="en">{told.join(' ')}</span>}
        </span>
      )}
    </div>
  );
}

export function TextField(
  props: Common & {
    readonly value: string;
    readonly onValue: (value: string) => void;
    readonly type?: 'text' | 'email' | 'tel' | 'search' | 'date' | 'number' | 'url';
    readonly min?: number;
    readonly max?: number;
    readonly longest?: number;
    readonly required?: boolean;
    readonly autocomplete?: string;
  },
) {
  const { type = 'text', min, max, longest, required, autocomplete = 'off' } = props;
  const limits: object = { type, min, max, maxLength: longest, required, autocomplete };
  return (
    <Around {...props}>
      {ties => (
        <input
          {...limits}
          {...ties}
          value={props.value}
          onInput={event => props.onValue(event.currentTarget.value)}
        />
      )}
    </Around>
  );
}

/** A text of several lines. */
export function LongField(
  props: Common & {
    readonly value: string;
    readonly onValue: (value: string) => void;
    readonly longest?: number;
    readonly required?: boolean;
  },
) {
  const limits: object = { maxLength: props.longest, required: props.required };
  return (
    <Around {...props}>
      {ties => (
        <textarea
          rows={5}
          {...limits}
          {...ties}
          value={props.value}
          onInput={event => props.onValue(event.currentTarget.value)}
        />
      )}
    </Around>
  );
}

export function ChoiceField(
  props: Common & {
    readonly value: string;
    readonly onValue: (value: string) => void;
    readonly choices: readonly (readonly [value: string, text: string])[];
    readonly required?: boolean;
  },
) {
  return (
    <Around {...props}>
      {ties => (
        <select
          {...ties}
          value={props.value}
          required={props.required}
          onChange={event => props.onValue(event.currentTarget.value)}
        >
          {props.choices.map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Around>
  );
}

export function CheckField(props: {
  readonly label: ComponentChildren;
  readonly checked: boolean;
  readonly onChecked: (checked: boolean) => void;
  readonly required?: boolean;
}) {
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={props.checked}
        required={props.required}
        onChange={event => props.onChecked(event.currentTarget.checked)}
      />
      <span>{props.label}</span>
    </label>
  );
}
