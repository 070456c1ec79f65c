import { apart } from './apart';
import type { billing as english } from './en/billing';

/** The messages of customers' billing details and statements of charges. */
export type BillingMessages = typeof english;

export const { speak: speakOfBilling, use: useBilling } = apart('billing');
