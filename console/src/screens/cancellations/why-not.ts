import type { Schemas } from '../../api/client';
import type { Messages } from '../../messages/en';

/** Returns why a line cannot be cancelled by its buyer now. */
export function whyNot(
  code: Schemas['NotCancellableLine']['code'],
  words: Messages['cancellation'],
): string {
  return {
    'already-cancelled': words.already,
    'not-cancellable': words.never,
    'needs-support-request': words.needsRequest,
    'window-closed': words.windowPassed,
    'term-ended': words.termEnded,
    'quantity-too-large': words.tooMany,
  }[code];
}
