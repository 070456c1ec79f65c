/** The roles of a partner's users, and the operator's, as tokens name them. */
export const ROLES = [
  'AdminAgent',
  'GlobalAdmin',
  'AccountAdmin',
  'ReferralAdmin',
  'MarketingContentAdmin',
  'Operator',
] as const;

export type Role = (typeof ROLES)[number];

/** What a person may do, and the roles that allow it. */
export const ALLOWED = {
  customers: ['AdminAgent', 'GlobalAdmin'],
  orders: ['AdminAgent', 'GlobalAdmin'],
  software: ['AdminAgent', 'GlobalAdmin'],
  keys: ['AdminAgent'],
  cancellations: ['AdminAgent'],
  support: ['AdminAgent', 'GlobalAdmin'],
  activity: ['GlobalAdmin', 'AccountAdmin', 'ReferralAdmin', 'MarketingContentAdmin'],
  webhooks: ['GlobalAdmin'],
  invoices: ['AdminAgent', 'GlobalAdmin', 'AccountAdmin'],
  balance: ['GlobalAdmin', 'AccountAdmin'],
  /** All of the operator's desk: its role is one, and no partner's user has it. */
  desk: ['Operator'],
} as const satisfies Record<string, readonly Role[]>;

export type Task = keyof typeof ALLOWED;

/** Returns whether one of the roles allows the task. */
export function allows(roles: readonly string[], task: Task): boolean {
  return ALLOWED[task].some(role => roles.includes(role));
}
