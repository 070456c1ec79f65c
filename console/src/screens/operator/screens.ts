import type { Screens } from '../shell/screens';

/** The screens of the operator's desk. */
export const SCREENS: Screens = [
  ['/operator', () => import('./queue')],
  ['/operator/partners/:partnerId/support/:requestId', () => import('./request')],
  ['/operator/stock', () => import('./stock')],
  ['/operator/stock/:pool', () => import('./pool')],
  ['/operator/stock/:pool/batches/:batch', () => import('./batch')],
  ['/operator/imports', () => import('./imports')],
  ['/operator/imports/report', () => import('./report')],
  ['/operator/state', () => import('./state')],
];
