import { type ReadonlySignal, signal, useComputed } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { useMessages } from '../messages';
import { span } from './format';

/** How long a secret is shown, in milliseconds. */
export const SHOWN_FOR = 5 * 60_000;

interface Shown<Value> {
  readonly value: Value;
  readonly until: number;
}

/** A secret on the page. It is blanked after five minutes, and when the page is left. */
export class Secret<Value> {
  readonly #shown = signal<Shown<Value> | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  get shown(): ReadonlySignal<Shown<Value> | null> {
    return this.#shown;
  }

  show(value: Value): void {
    clearTimeout(this.#timer);
    this.#shown.value = { value, until: Date.now() + SHOWN_FOR };
    this.#timer = setTimeout(() => this.hide(), SHOWN_FOR);
  }

  hide(): void {
    clearTimeout(this.#timer);
    this.#shown.value = null;
  }
}

/** Holds a secret as long as the component is on the page. */
export function useSecret<Value>(): Secret<Value> {
  const secret = useMemo(() => new Secret<Value>(), []);
  useEffect(() => {
    const hide = () => secret.hide();
    addEventListener('pagehide', hide);
    return () => {
      removeEventListener('pagehide', hide);
      hide();
    };
  }, [secret]);
  return secret;
}

const ticks = signal(Date.now());

/** Says when a secret is hidden again, with a button that hides it now. */
export function HideButton<Value>({ secret }: { readonly secret: Secret<Value> }) {
  const { software } = useMessages();
  useEffect(() => {
    ticks.value = Date.now();
    const timer = setInterval(() => {
      ticks.value = Date.now();
    }, 1000);
    return () => clearInterval(timer);
  }, []);
  const left = useComputed(() => {
    const until = secret.shown.value?.until ?? 0;
    return software.hiddenIn(span(Math.max(0, until - ticks.value)));
  });
  return (
    <>
      <button type="button" class="plain" onClick={() => secret.hide()}>
        {software.hide}
      </button>
      <span class="note">{left.value}</span>
    </>
  );
}
