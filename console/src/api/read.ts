import { type ReadonlySignal, signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { Reply } from './command';
import { type Problem, problemOf } from './problem';

/**
 * What became of a read. Without a problem, `failed` means that no answer came. A value is `stale` while
 * its successor is being read.
 */
export type Reading<Value> =
  | { readonly at: 'loading' }
  | { readonly at: 'failed'; readonly problem?: Problem }
  | { readonly at: 'done'; readonly value: Value; readonly stale?: boolean };

/** A page of a list, as the API returns it. */
interface Page<Item> {
  readonly items: readonly Item[];
  readonly next?: string;
}

type LoadPage<Item> = (cursor: string | undefined) => Promise<Reply<Page<Item>>>;

/** A list with the pages that were read so far. */
export interface Listing<Item> {
  readonly items: readonly Item[];
  readonly next: string | undefined;
  readonly loadingMore: boolean;
  /** Why the last attempt to read the next page failed. The pages before are kept. */
  readonly notMore?: { readonly problem?: Problem };
}

/** How many pages without an item are read in a row before the person is asked. */
const EMPTY_PAGES = 20;

async function reading<Value>(load: () => Promise<Reply<Value>>): Promise<Reading<Value>> {
  try {
    const reply = await load();
    return reply.response.ok
      ? { at: 'done', value: reply.data as Value }
      : { at: 'failed', problem: problemOf(reply.response.status, reply.error) };
  } catch {
    return { at: 'failed' };
  }
}

/** Returns the answer of an operation that has other formats too, in JSON, which it is without `Accept`. */
export async function inJson<Value>(
  asked: Promise<Reply<Value>>,
): Promise<Reply<Exclude<Value, string>>> {
  return (await asked) as Reply<Exclude<Value, string>>;
}

/** Returns what is shown while something is read again: its last value, if there is one. */
function staleOf<Value>(now: Reading<Value>): Reading<Value> {
  return now.at === 'done' ? { ...now, stale: true } : { at: 'loading' };
}

/** One thing that is read, again on request. A later read makes an earlier one void. */
export class OneRead<Value> {
  readonly #state = signal<Reading<Value>>({ at: 'loading' });
  #round = 0;

  get state(): ReadonlySignal<Reading<Value>> {
    return this.#state;
  }

  /** Reads it. With `keep`, the last value is shown meanwhile. */
  async read(load: () => Promise<Reply<Value>>, keep: boolean): Promise<void> {
    const mine = ++this.#round;
    this.#state.value = keep ? staleOf(this.#state.peek()) : { at: 'loading' };
    const read = await reading(load);
    if (mine === this.#round) {
      this.#state.value = read;
    }
  }

  /** Makes reads void that are under way. */
  stop(): void {
    this.#round++;
  }
}

/**
 * Reads one thing, again when `about` changes or `again` is called.
 *
 * @param keep whether the last value stays, as stale, while another `about` is read
 */
export function useRead<Value>(about: string, load: () => Promise<Reply<Value>>, keep = false) {
  const one = useMemo(() => new OneRead<Value>(), []);
  useEffect(() => {
    void one.read(load, keep);
    return () => one.stop();
  }, [about]);
  return { state: one.state, again: () => one.read(load, true) };
}

/** A list that is read page by page. A later read makes an earlier one void. */
export class ListRead<Item> {
  readonly #state = signal<Reading<Listing<Item>>>({ at: 'loading' });
  #round = 0;

  get state(): ReadonlySignal<Reading<Listing<Item>>> {
    return this.#state;
  }

  /** Reads from the beginning. What was read before is shown as stale meanwhile. */
  async again(load: LoadPage<Item>): Promise<void> {
    this.#state.value = staleOf(this.#state.peek());
    const read = await this.#readOn(load, [], undefined);
    if (read !== undefined) {
      this.#state.value = read;
    }
  }

  /** Reads the next page. If that fails, the pages before stay, and it can be tried again. */
  async more(load: LoadPage<Item>): Promise<void> {
    const now = this.#state.peek();
    if (now.at !== 'done' || now.stale || now.value.next === undefined || now.value.loadingMore) {
      return;
    }
    const { items, next } = now.value;
    this.#state.value = { at: 'done', value: { items, next, loadingMore: true } };
    const read = await this.#readOn(load, items, next);
    if (read?.at === 'failed') {
      const notMore = read.problem === undefined ? {} : { problem: read.problem };
      this.#state.value = { at: 'done', value: { items, next, loadingMore: false, notMore } };
    } else if (read !== undefined) {
      this.#state.value = read;
    }
  }

  /** Makes reads void that are under way. */
  stop(): void {
    this.#round++;
  }

  /** Returns undefined if a later read made this one void. */
  async #readOn(
    load: LoadPage<Item>,
    before: readonly Item[],
    from: string | undefined,
  ): Promise<Reading<Listing<Item>> | undefined> {
    const mine = ++this.#round;
    let cursor = from;
    for (let page = 1; ; page++) {
      const at = cursor;
      const read = await reading(() => load(at));
      if (mine !== this.#round) {
        return undefined;
      }
      if (read.at !== 'done') {
        return read;
      }
      const { items, next } = read.value;
      if (items.length > 0 || next === undefined || page === EMPTY_PAGES) {
        return { at: 'done', value: { items: [...before, ...items], next, loadingMore: false } };
      }
      cursor = next;
    }
  }
}

/** Reads a list page by page, from its beginning when `about` changes. */
export function useList<Item>(about: string, load: LoadPage<Item>) {
  const list = useMemo(() => new ListRead<Item>(), []);
  useEffect(() => {
    void list.again(load);
    return () => list.stop();
  }, [about]);
  return { state: list.state, more: () => list.more(load), again: () => list.again(load) };
}
