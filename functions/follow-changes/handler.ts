import { clock, keys, logger, mailQueue, store } from '../production.ts';
import { followChanges } from './follow-changes.ts';

export const handler = followChanges({
  store: store(),
  mailQueue: mailQueue(),
  keys: keys(),
  clock: clock(),
  logger: logger(),
});
