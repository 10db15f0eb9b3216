import { clock, keys, logger, siteUrl, store, timeLimit } from '../production.ts';
import { registration } from './registration.ts';

export const handler = registration({
  store: store(),
  keys: keys(),
  clock: clock(),
  logger: logger(),
  siteUrl: siteUrl(),
  timeLimit,
});
