import { useEffect } from 'preact/hooks';
import type { Command } from '../api/command';
import { useMessages } from '../messages';
import { announce } from './live';
import { ProblemBox } from './problem-box';

/** Shows how a command fares: on its way, without an answer, or refused. */
export function Outcome<Body, Answer>(props: {
  readonly of: Command<Body, Answer>;
  /** The places in the body whose faults the form shows at their fields. */
  readonly fields?: readonly string[];
}) {
  const { shell } = useMessages();
  const state = props.of.state.value;
  const trouble = state.at === 'sending' ? state.trouble : undefined;
  const text =
    trouble?.kind === 'lost'
      ? shell.lostAskingAgain
      : trouble?.kind === 'busy'
        ? shell.busyAskingAgain
        : undefined;
  useEffect(() => {
    if (text !== undefined) {
      announce(text);
    }
  }, [text]);
  switch (state.at) {
    case 'sending':
      return <p class="note">{text ?? shell.sending}</p>;
    case 'lost':
      return (
        <div class="box" role="alert">
          <p>{shell.lost}</p>
          <button type="button" onClick={() => void props.of.again()}>
            {shell.askAgain}
          </button>
        </div>
      );
    case 'refused':
      return (
        <div class="box bad" role="alert">
          <ProblemBox problem={state.problem} fields={props.fields ?? []} />
        </div>
      );
    default:
      return null;
  }
}

/** Returns whether a form has to stay as it is, because its command has no answer yet. */
export function isUnderWay<Body, Answer>(command: Command<Body, Answer>): boolean {
  const { at } = command.state.value;
  return at === 'sending' || at === 'lost';
}
