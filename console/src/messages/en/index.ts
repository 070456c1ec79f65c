import { activity } from './activity';
import { cancellation } from './cancellation';
import { catalogue } from './catalogue';
import { customers } from './customers';
import { orders } from './orders';
import { places } from './places';
import { problems } from './problems';
import { shell } from './shell';
import { software } from './software';
import { support } from './support';
import { words } from './words';

export const messages = {
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

/** The messages of the console. Each language has all of them, or it does not compile. */
export type Messages = typeof messages;
