import { clock, keys, logger, siteUrl, store, timeLimit, version } from '../production.ts';
import { programme } from './programme.ts';

export const handler = programme({
  store: store(),
  keys: keys(),
  clock: clock(),
  logger: logger(),
  siteUrl: siteUrl(),
  version: version(),
  timeLimit,
});
