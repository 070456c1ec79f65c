import { useEffect, useState } from 'preact/hooks';
import type { Left } from '../../api/left';
import { useApp } from '../../app';
import { useMessages } from '../../messages';
import type { Messages } from '../../messages/en';
import { Outcome } from '../../widgets/outcome';

/** How long a screen has to open the form of a command after a reload, in milliseconds. */
const OPENING = 1000;

/** Names a command as its form does, by the name that tells it apart. */
export type TitleOf = (name: string, messages: Messages) => string | undefined;

/** The commands without an answer whose forms are not on the page, and how they ended. */
export function Waiting({ titleOf }: { readonly titleOf: TitleOf }) {
  const { left, pending } = useApp();
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOpened(true), OPENING);
    return () => clearTimeout(timer);
  }, []);
  const held = pending.held.value;
  const all = pending.all();
  useEffect(() => {
    if (opened) {
      left.find();
    }
  }, [opened, held, all]);
  return (
    <>
      {left.all.value.map(each => (
        <Item key={each.key} of={each} titleOf={titleOf} onClose={() => left.drop(each.key)} />
      ))}
    </>
  );
}

function Item(props: {
  readonly of: Left;
  readonly titleOf: TitleOf;
  readonly onClose: () => void;
}) {
  const messages = useMessages();
  const { shell } = messages;
  const { name, page, command } = props.of;
  const at = command?.state.value.at;
  return (
    <div class="banner">
      <p>
        <strong>{props.titleOf(name, messages) ?? shell.command}</strong>{' '}
        {at === undefined && shell.waiting} <a href={page}>{shell.continue}</a>
      </p>
      {command !== undefined && <Outcome of={command} />}
      {at === 'done' && <p>{shell.done}</p>}
      {(at === 'done' || at === 'refused') && (
        <button type="button" class="plain" onClick={props.onClose}>
          {shell.close}
        </button>
      )}
    </div>
  );
}
