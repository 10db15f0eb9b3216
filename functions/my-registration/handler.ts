import { clock, keys, logger, siteUrl, store, timeLimit } from '../production.ts';
import { myRegistration } from './my-registration.ts';

export const handler = myRegistration({
  store: store(),
  keys: keys(),
  clock: clock(),
  logger: logger(),
  siteUrl: siteUrl(),
  timeLimit,
});
