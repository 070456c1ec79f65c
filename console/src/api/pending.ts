import { type ReadonlySignal, signal } from '@preact/signals';

/** A command whose answer has not arrived. Its body contains no secrets. */
export interface Pending {
  readonly key: string;
  readonly body: unknown;
  /** The page that sent it. */
  readonly page: string;
  /** When it was sent first, in milliseconds since 1970. */
  readonly sentAt: number;
  /** What was sent, so that it can be sent again without its form. */
  readonly request?: {
    readonly method: string;
    readonly path: string;
    readonly body: string;
  };
}

interface Stored extends Pending {
  /** The partner and the user that sent it. */
  readonly owner: string;
}

const NAME = 'keyshelf.pending';

/** The API knows a key for 24 hours. A command that is older would be carried out anew. */
export const LONGEST = 23 * 3600_000;

/**
 * The commands of one person without an answer, by their name. They survive a reload, and end with the
 * tab, the sign-out or the key. Those of another person are dropped when they are read.
 */
export class PendingCommands {
  readonly #storage: Storage;
  readonly #owner: string;
  readonly #commands = signal<Readonly<Record<string, Pending>>>({});
  readonly #held = signal<readonly string[]>([]);

  constructor(storage: Storage, owner: string, now = Date.now()) {
    this.#storage = storage;
    this.#owner = owner;
    this.#write(
      Object.fromEntries(
        Object.entries(read(storage)).filter(
          ([, each]) => each.owner === owner && now - each.sentAt < LONGEST,
        ),
      ),
    );
  }

  /** Returns the command of this name that a reload interrupted. */
  find(name: string): Pending | undefined {
    return this.all()[name];
  }

  /** Returns all of them by name. */
  all(): Readonly<Record<string, Pending>> {
    return this.#commands.value;
  }

  /** The names of the commands whose forms are on the page. */
  get held(): ReadonlySignal<readonly string[]> {
    return this.#held;
  }

  /** Leaves a command to its form. Returns how to take it back. */
  hold(name: string): () => void {
    this.#held.value = [...this.#held.peek(), name];
    return () => {
      const at = this.#held.peek().indexOf(name);
      this.#held.value = this.#held.peek().filter((_, index) => index !== at);
    };
  }

  put(name: string, command: Pending): void {
    this.#write({ ...this.#commands.peek(), [name]: command });
  }

  /** Adds to a command what is sent for it. */
  note(name: string, request: Pending['request'] & object): void {
    const command = this.#commands.peek()[name];
    if (command !== undefined) {
      this.put(name, { ...command, request });
    }
  }

  remove(name: string): void {
    const { [name]: _, ...others } = this.#commands.peek();
    this.#write(others);
  }

  /** Forgets all, also those of other people. */
  clear(): void {
    this.#write({});
  }

  #write(commands: Readonly<Record<string, Pending>>): void {
    this.#commands.value = commands;
    try {
      if (Object.keys(commands).length === 0) {
        this.#storage.removeItem(NAME);
      } else {
        const owned = Object.entries(commands).map(
          ([name, each]) => [name, { ...each, owner: this.#owner }] as const,
        );
        this.#storage.setItem(NAME, JSON.stringify(Object.fromEntries(owned)));
      }
    } catch {
      // A full or forbidden storage costs the resumption after a reload, not the command.
    }
  }
}

function read(storage: Storage): Record<string, Stored> {
  try {
    return JSON.parse(storage.getItem(NAME) ?? '{}');
  } catch {
    return {};
  }
}
