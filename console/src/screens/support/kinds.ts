export const PROBLEM_TYPES = ['PURCHASE_REFUND', 'KEYS_OR_DOWNLOADS', 'BILLING', 'OTHER'] as const;

export const IMPACTS = ['MINIMAL', 'MODERATE', 'CRITICAL'] as const;

export const STATES = ['OPEN', 'ANSWERED', 'CLOSED'] as const;

/** The reasons of a refund. One has to be stated. */
export const REASONS = [
  'ORDERED_BY_MISTAKE',
  'WRONG_PRODUCT',
  'CUSTOMER_CHANGED_MIND',
  'TECHNICAL_PROBLEM',
  'OTHER',
] as const;
