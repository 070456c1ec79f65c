import { apart } from './apart';
import type { webhooks as english } from './en/webhooks';

/** The messages of webhooks and their deliveries. */
export type WebhookMessages = typeof english;

export const { speak: speakOfWebhooks, use: useWebhooks } = apart('webhooks');
