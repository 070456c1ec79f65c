import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Api, Connection } from './api/client';
import type { LeftCommands } from './api/left';
import type { PendingCommands } from './api/pending';
import { allows, type Task } from './auth/roles';
import type { Session } from './auth/session';

/** What every screen uses. */
export interface App {
  readonly api: Api;
  readonly connection: Connection;
  readonly session: Session;
  readonly pending: PendingCommands;
  readonly left: LeftCommands;
}

export const AppContext = createContext<App | null>(null);

export function useApp(): App {
  const app = useContext(AppContext);
  if (app === null) {
    throw new Error('no app around this component');
  }
  return app;
}

/** Returns whether the person may do a task. */
export function useMay(task: Task): boolean {
  return allows(useApp().session.person.value?.roles ?? [], task);
}
