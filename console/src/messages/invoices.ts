import { apart } from './apart';
import type { invoices as english } from './en/invoices';

/** The messages of invoices, documents, the balance and statements. */
export type InvoiceMessages = typeof english;

export const { speak: speakOfInvoices, use: useInvoices } = apart('invoices');
