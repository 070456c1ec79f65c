/** The kinds and states of software, in the order of the filters. */
export const KINDS = ['PERPETUAL', 'SUBSCRIPTION', 'RESERVATION'] as const;
export const STATES = ['ACTIVE', 'PARTIALLY_CANCELLED', 'CANCELLED', 'TERM_ENDED'] as const;
