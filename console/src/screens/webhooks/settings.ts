import type { Schemas } from '../../api/client';

/** What a person sets of a webhook, as it is typed. */
export interface Settings {
  readonly address: string;
  readonly description: string;
  /** Whether all types are sent. Those that were chosen are kept meanwhile. */
  readonly all: boolean;
  readonly types: readonly string[];
}

export const EMPTY: Settings = { address: '', description: '', all: true, types: [] };

/** The places in the body whose faults the form shows at its fields. */
export const FIELDS = ['/address', '/description'];

/** Returns the settings of a webhook, or those of a body that was sent. */
export function settingsOf(of: Partial<Schemas['NewWebhook']>): Settings {
  const { address = '', description = '', types = [] } = of;
  return { address, description, all: types.length === 0, types };
}

/** Returns whether no event would be sent, which nobody wants. */
export function sendsNothing({ all, types }: Settings): boolean {
  return !all && types.length === 0;
}

/** Returns the body that creates a webhook. */
export function bodyOf(typed: Settings): Schemas['NewWebhook'] {
  const description = typed.description.trim();
  return {
    address: typed.address.trim(),
    types: typed.all ? [] : [...typed.types],
    ...(description === '' ? {} : { description }),
  };
}

/** Returns what has changed, and nothing else, so that a change that somebody else made stays. */
export function changesOf(before: Settings, typed: Settings): Schemas['WebhookChange'] {
  const [old, body] = [bodyOf(before), bodyOf(typed)];
  return {
    ...(old.address === body.address ? {} : { address: body.address }),
    ...(old.description === body.description ? {} : { description: body.description ?? null }),
    ...(String(old.types) === String(body.types) ? {} : { types: body.types ?? [] }),
  };
}

/** Returns the settings after a change that was sent. */
export function changed(before: Settings, change: Schemas['WebhookChange']): Settings {
  const { description = before.description, ...rest } = change;
  return settingsOf({ ...bodyOf(before), ...rest, description: description ?? '' });
}
