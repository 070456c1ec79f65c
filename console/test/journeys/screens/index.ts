import { BUYING } from './buying';
import { DESK } from './desk';
import { FRAME } from './frame';
import { RECORDS } from './records';
import { SOFTWARE } from './software';
import type { Screen } from './visit';
import { WEBHOOKS } from './webhooks';

export { type Persona, type Screen, type Visit, visit } from './visit';

/** All screens and dialogs of the console, each by the way to it in the story of `serve --story`. */
export const SCREENS: readonly Screen[] = [
  ...FRAME,
  ...BUYING,
  ...SOFTWARE,
  ...RECORDS,
  ...WEBHOOKS,
  ...DESK,
];
