import { clock, keys, logger, pace, ses, siteUrl, store } from '../production.ts';
import { sendMail } from './send-mail.ts';

export const handler = sendMail({
  store: store(),
  ses: ses(),
  keys: keys(),
  clock: clock(),
  logger: logger(),
  siteUrl: siteUrl(),
  pace: pace(),
});
