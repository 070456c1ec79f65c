import type { Messages } from '../en';
import { cancellation, catalogue, orders, software } from './buying';
import { customers, places, problems, shell, words } from './frame';
import { activity } from './records';
import { support } from './support';

export const messages: Messages = {
  shell,
  words,
  problems,
  customers,
  catalogue,
  orders,
  software,
  cancellation,
  support,
  activity,
  ...places,
};
