import type { Schemas } from '../../api/client';

export type Action = Schemas['NewStockChange']['action'];

/** The changes of unsold keys, in the order in which they are offered. */
export const ACTIONS: readonly Action[] = ['QUARANTINE', 'RELEASE', 'MOVE', 'WITHDRAW'];

/** Names the command of a change. */
export function changeName(action: Action, pool: string, batch: string | undefined): string {
  return `change-stock ${action} ${pool} ${batch ?? ''}`.trimEnd();
}

/** Returns whether a command changes unsold keys, of any pool: a move changes two. */
export function isChange(name: string): boolean {
  return name.startsWith('change-stock ');
}

export function isAction(text: string): text is Action {
  return ACTIONS.some(action => action === text);
}
