import { type ReadonlySignal, signal } from '@preact/signals';
import { LONGEST, type PendingCommands } from './pending';
import type { Trouble } from './persist';
import { isBeforeTheCommand, isUnclear } from './persist';
import { type Problem, problemOf } from './problem';

/** What became of a command. `lost`: no answer came, so whether it was carried out is not known. */
export type State<Answer> =
  | { readonly at: 'ready' }
  | { readonly at: 'sending'; readonly trouble?: Trouble }
  | { readonly at: 'lost' }
  | { readonly at: 'refused'; readonly problem: Problem }
  | { readonly at: 'done'; readonly answer: Answer };

/** What the console itself says of a command that it must not send again, since its key may be forgotten. */
const TOO_OLD: Problem = {
  status: 0,
  code: 'unanswered-too-long',
  detail: 'No answer came for 23 hours.',
};

/** What a client of the API returns. */
export interface Reply<Answer> {
  readonly data?: Answer;
  readonly error?: unknown;
  readonly response: Response;
}

/** Sends one command under a key, and reports trouble on the way. */
export type Send<Body, Answer> = (
  key: string,
  body: Body,
  onTrouble: (trouble: Trouble) => void,
) => Promise<Reply<Answer>>;

/**
 * A command of a form. It draws its Idempotency-Key when it is made, and keeps the key until an answer
 * arrives, so that it is carried out once however often it is sent.
 */
export class Command<Body, Answer> {
  readonly #name: string;
  readonly #send: Send<Body, Answer>;
  readonly #pending: PendingCommands;
  readonly #page: () => string;
  readonly #state = signal<State<Answer>>({ at: 'ready' });
  #key = crypto.randomUUID() as string;
  #body: Body | undefined;
  #sentAt = 0;
  /** Whether an earlier sending under this key has no answer, so that it may have been carried out. */
  #unanswered = false;

  /** The name tells apart the commands of a page, and of pages. It has no secrets. */
  constructor(
    name: string,
    send: Send<Body, Answer>,
    pending: PendingCommands,
    page: () => string = () => '/',
  ) {
    this.#name = name;
    this.#send = send;
    this.#pending = pending;
    this.#page = page;
  }

  get state(): ReadonlySignal<State<Answer>> {
    return this.#state;
  }

  /** Sends the command. While an earlier sending has no answer, only `again` sends. */
  async send(body: Body): Promise<void> {
    const { at } = this.#state.peek();
    if (at === 'sending' || at === 'lost') {
      return;
    }
    this.#body = body;
    await this.#attempt(body);
  }

  /** Asks again for the answer that was lost: the same command under the same key. */
  async again(): Promise<void> {
    if (this.#state.peek().at !== 'lost' || this.#body === undefined) {
      return;
    }
    if (Date.now() - this.#sentAt < LONGEST) {
      await this.#attempt(this.#body);
    } else {
      this.#end({ at: 'refused', problem: TOO_OLD });
    }
  }

  /** Sends what a reload interrupted, and returns its body. */
  resume(): Body | undefined {
    const body = this.recall();
    void this.again();
    return body;
  }

  /** Takes up what a reload interrupted without sending it: `again` does. Returns its body. */
  recall(): Body | undefined {
    const found = this.#pending.find(this.#name);
    if (found === undefined || this.#state.peek().at !== 'ready') {
      return undefined;
    }
    this.#key = found.key;
    this.#body = found.body as Body;
    this.#sentAt = found.sentAt;
    this.#unanswered = true;
    this.#state.value = { at: 'lost' };
    return this.#body;
  }

  /** Forgets the answer, so that a new command can be made. Keeps a command without an answer. */
  renew(): void {
    const { at } = this.#state.peek();
    if (at === 'done' || at === 'refused') {
      this.#state.value = { at: 'ready' };
    }
  }

  async #attempt(body: Body): Promise<void> {
    this.#state.value = { at: 'sending' };
    if (!this.#unanswered) {
      this.#sentAt = Date.now();
    }
    const { request } = this.#pending.find(this.#name) ?? {};
    this.#pending.put(this.#name, {
      key: this.#key,
      body,
      page: this.#page(),
      sentAt: this.#sentAt,
      ...(request === undefined ? {} : { request }),
    });
    let reply: Reply<Answer>;
    try {
      reply = await this.#send(this.#key, body, trouble => {
        this.#unanswered ||= trouble.kind === 'lost';
        this.#state.value = { at: 'sending', trouble };
      });
    } catch {
      // If anything failed on the way, the answer is missing. The key is kept, so asking again is safe.
      this.#lose();
      return;
    }
    const { status, ok } = reply.response;
    if (isUnclear(status) || (this.#unanswered && isBeforeTheCommand(status))) {
      this.#lose();
      return;
    }
    if (ok) {
      this.#end({ at: 'done', answer: reply.data as Answer });
    } else {
      // An answer that asks to wait did nothing. The same command may go on under its key.
      const wait = status === 429 || status === 503;
      this.#end({ at: 'refused', problem: problemOf(status, reply.error) }, wait);
    }
  }

  #end(state: State<Answer>, keepKey = false): void {
    this.#unanswered = false;
    this.#pending.remove(this.#name);
    if (!keepKey) {
      this.#key = crypto.randomUUID();
    }
    this.#state.value = state;
  }

  #lose(): void {
    this.#unanswered = true;
    this.#state.value = { at: 'lost' };
  }
}
