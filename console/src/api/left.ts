import { type ReadonlySignal, signal } from '@preact/signals';
import { type Connection, telling } from './client';
import { Command } from './command';
import type { Pending, PendingCommands } from './pending';

/** A command whose form is not on the page. */
export interface Left {
  readonly name: string;
  readonly key: string;
  readonly page: string;
  /** Undefined if what was sent is not known, so that only its form can send it again. */
  readonly command: Command<unknown, unknown> | undefined;
}

/** The commands of forms that were left before the answer, and of forms that a reload closed. */
export class LeftCommands {
  readonly #connection: Connection;
  readonly #pending: PendingCommands;
  readonly #left = signal<readonly Left[]>([]);

  constructor(connection: Connection, pending: PendingCommands) {
    this.#connection = connection;
    this.#pending = pending;
  }

  /** The commands in the order in which they were found. A settled one stays until it is dropped. */
  get all(): ReadonlySignal<readonly Left[]> {
    return this.#left;
  }

  /** Finds the commands without an answer that no form on the page has. */
  find(): void {
    const held = this.#pending.held.value;
    const waiting = Object.entries(this.#pending.all()).filter(([name]) => !held.includes(name));
    const known = this.#left.peek();
    const found = waiting
      .filter(([, { key }]) => known.every(each => each.key !== key))
      .map(([name, pending]) => ({
        name,
        key: pending.key,
        page: pending.page,
        command: resending(name, pending, this.#connection, this.#pending),
      }));
    // A form that was opened again has taken its command over.
    const kept = known.filter(each => !held.includes(each.name));
    if (found.length > 0 || kept.length < known.length) {
      this.#left.value = [...kept, ...found];
    }
  }

  /** Takes over a command from a form that is left, so that its outcome is told. */
  take(name: string, command: Command<unknown, unknown>): void {
    const pending = this.#pending.find(name);
    if (pending !== undefined) {
      const { key, page } = pending;
      this.#left.value = [...this.#left.peek(), { name, key, page, command }];
    }
  }

  drop(key: string): void {
    this.#left.value = this.#left.peek().filter(each => each.key !== key);
  }
}

/** How often a command is sent that goes on where the server ran out of time. */
const ROUNDS = 100;

/** Returns whether the server ran out of time, so that the same command under its key goes on. */
function goesOn(answer: unknown): boolean {
  const { state, pending } = (answer ?? {}) as {
    readonly state?: string;
    readonly pending?: number;
  };
  return state === 'UNFINISHED' || (pending ?? 0) > 0;
}

/**
 * Returns a command that sends again what was sent. Its answer is not kept, since it may be a secret
 * that nothing would hide again.
 */
function resending(
  name: string,
  { request, page }: Pending,
  connection: Connection,
  pending: PendingCommands,
): Command<unknown, unknown> | undefined {
  if (request === undefined) {
    return undefined;
  }
  const command = new Command<unknown, unknown>(
    name,
    async (key, _body, onTrouble) => {
      for (let round = 1; ; round++) {
        const response = await telling(
          connection,
          onTrouble,
        )(
          new Request(new URL(request.path, connection.baseUrl), {
            method: request.method,
            headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
            body: request.body,
          }),
        );
        const answer = await response.json().catch(() => undefined);
        if (!response.ok) {
          return { error: answer, response };
        }
        if (!goesOn(answer)) {
          return { response };
        }
        if (round === ROUNDS) {
          throw new Error('the command does not end');
        }
      }
    },
    pending,
    () => page,
  );
  command.recall();
  return command;
}
