import type { Persona } from './visit';

/** May do everything that a partner's people may do. */
export const CLERK: Persona = {
  user: 'ada@contoso.example',
  roles: ['AdminAgent', 'GlobalAdmin'],
  start: '/',
};

/** Has no role for the most of it. */
export const REFERRER: Persona = {
  user: 'dan@contoso.example',
  roles: ['ReferralAdmin'],
  start: '/',
};

/** Works at the operator's desk, for no partner. */
export const OPERATOR: Persona = {
  user: 'olga@distributor.example',
  roles: [],
  start: '/operator',
};
