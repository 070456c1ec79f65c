import { useEffect, useLayoutEffect, useMemo } from 'preact/hooks';
import { useApp } from '../app';
import { useMessages } from '../messages';
import { announce } from '../widgets/live';
import { telling } from './client';
import { Command, type Reply } from './command';

/** What a command's request is sent with. */
export interface Under {
  readonly key: string;
  readonly fetch: (request: Request) => Promise<Response>;
}

/** How a form takes up its command after a reload. */
export interface Resuming<Body> {
  /**
   * `send` sends it again at once. `ask` leaves that to the person, where the form may have been opened
   * for something else.
   */
  readonly resumption?: 'send' | 'ask';
  /** Is called with the body of the command. */
  readonly resumed?: (body: Body) => void;
}

/** Makes the command of a form when the form opens, and takes it up after a reload. */
export function useCommand<Body, Answer>(
  name: string,
  send: (under: Under, body: Body) => Promise<Reply<Answer>>,
  { resumption = 'send', resumed }: Resuming<Body> = {},
): Command<Body, Answer> {
  const { connection, left, pending } = useApp();
  const { shell } = useMessages();
  const command = useMemo(
    () =>
      new Command<Body, Answer>(
        name,
        (key, body, onTrouble) => {
          const deliver = telling(connection, onTrouble);
          const noting = async (request: Request) => {
            const { pathname, search } = new URL(request.url);
            const body = await request.clone().text();
            pending.note(name, { method: request.method, path: pathname + search, body });
            return await deliver(request);
          };
          return send({ key, fetch: noting }, body);
        },
        pending,
        () => location.pathname + location.search,
      ),
    [name],
  );
  useLayoutEffect(() => {
    const release = pending.hold(name);
    return () => {
      left.take(name, command as Command<unknown, unknown>);
      release();
    };
  }, [command]);
  useEffect(() => {
    const body = resumption === 'send' ? command.resume() : command.recall();
    if (body !== undefined) {
      if (resumption === 'send') {
        announce(shell.resumed);
      }
      resumed?.(body);
    }
  }, [command]);
  return command;
}
