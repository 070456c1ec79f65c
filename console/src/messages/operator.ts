import { apart } from './apart';
import type { operator as english } from './en/operator';

/** The messages of the operator's desk. */
export type OperatorMessages = typeof english;

export const { speak: speakAtTheDesk, use: useDesk } = apart('operator');
