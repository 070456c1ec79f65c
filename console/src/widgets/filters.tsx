import { type ComponentChildren, createContext } from 'preact';
import { useContext, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useMessages } from '../messages';
import { debounced } from './address';
import { TextField } from './field';
import { announce } from './live';

/** How often the filters were cleared. */
const Cleared = createContext(0);

/** The filters above a list. */
export function Filters(props: {
  readonly label: string;
  readonly any: boolean;
  readonly onClear: () => void;
  readonly children: ComponentChildren;
}) {
  const { shell } = useMessages();
  const [cleared, setCleared] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  return (
    <search aria-label={props.label}>
      <form class="filters" ref={form} onSubmit={event => event.preventDefault()}>
        <Cleared.Provider value={cleared}>{props.children}</Cleared.Provider>
        {props.any && (
          <button
            type="button"
            class="plain"
            onClick={() => {
              setCleared(cleared + 1);
              props.onClear();
              // The button goes with the filters.
              form.current?.querySelector<HTMLElement>('input, select')?.focus();
            }}
          >
            {shell.clear}
          </button>
        )}
      </form>
    </search>
  );
}

/** A text filter. The address changes when the person has stopped typing. */
export function FilterText(props: {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly type?: 'search' | 'date' | 'number';
  readonly min?: number;
  readonly max?: number;
  readonly longest?: number;
  /** Returns what is wrong with a text, if anything. The list is not filtered by a wrong one. */
  readonly wrong?: (typed: string) => string | undefined;
  /** What the field shows once the filters were cleared. */
  readonly emptied?: string;
}) {
  const [typed, setTyped] = useState(props.value);
  /** Whether more may be typed, so that nothing is called wrong yet. */
  const [typing, setTyping] = useState(false);
  const wrong = (text: string) => (text.trim() === '' ? undefined : props.wrong?.(text.trim()));
  const latest = useRef({ onValue: props.onValue, wrong });
  latest.current = { onValue: props.onValue, wrong };
  /** The last value in the address that this field knows of. What is typed is not there yet. */
  const told = useRef(props.value);
  const later = useMemo(
    () =>
      debounced(value => {
        setTyping(false);
        const fault = latest.current.wrong(value);
        if (fault !== undefined) {
          announce(fault);
        }
        told.current = fault === undefined ? value.trim() : '';
        latest.current.onValue(told.current);
      }),
    [],
  );
  useLayoutEffect(() => {
    // A value that did not come from this field, such as a cleared one, replaces what was typed. This
    // is decided before anything more can be typed.
    if (props.value !== told.current) {
      later.cancel();
      told.current = props.value;
      setTyped(props.value);
      setTyping(false);
    }
  }, [props.value]);
  const cleared = useContext(Cleared);
  useLayoutEffect(() => {
    if (cleared > 0) {
      later.cancel();
      told.current = props.emptied ?? '';
      setTyped(told.current);
      setTyping(false);
    }
  }, [cleared]);
  // What was typed just before the person left must not lead back here.
  useLayoutEffect(() => () => later.cancel(), []);
  return (
    <TextField
      {...props}
      type={props.type ?? 'search'}
      value={typed}
      fault={typing ? undefined : wrong(typed)}
      onValue={value => {
        setTyped(value);
        setTyping(true);
        later(value);
      }}
    />
  );
}
