import type { Schemas } from '../../api/client';
import { spokenLanguage } from '../../messages';
import type { WebhookMessages } from '../../messages/webhooks';

interface Result {
  readonly status?: number;
  readonly failure?: Schemas['WebhookFailure'];
}

/** Says what came of an attempt: the status of the answer, or why there was none. */
export function resultText({ status, failure }: Result, messages: WebhookMessages): string {
  return failure === undefined ? `HTTP ${status ?? ''}`.trim() : messages.failures[failure];
}

/** Formats how long an attempt took, such as PT0.084S, in seconds. */
export function seconds(took: string): string {
  const found = /^PT(\d+(?:\.\d+)?)S$/.exec(took);
  return found === null
    ? took
    : new Intl.NumberFormat(spokenLanguage(), {
        style: 'unit',
        unit: 'second',
        unitDisplay: 'short',
        maximumFractionDigits: 3,
      }).format(Number(found[1]));
}

/** Returns how many events of the feed come after a webhook's position. */
export function behind(position: number, last: number): number {
  return Math.max(0, last - position);
}

/** Returns the number after which events are sent again; undefined if it is none up to the position. */
export function numberAfter(typed: string, position: number): number | undefined {
  const text = typed.trim();
  const after = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  return after <= position ? after : undefined;
}
