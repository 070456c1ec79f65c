import type { Messages } from '../en';
import { cancellation, catalogue, orders, software } from './buying';
import { customers, problems, shell, words } from './frame';
import { activity, invoices } from './records';
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
  invoices,
};
