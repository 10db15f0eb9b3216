/** Environment variables of the functions: set by infra, read by production.ts. */
export const environment = {
  table: 'TABLE_NAME',
  rootSecret: 'ROOT_SECRET_ARN',
  mailNow: 'MAIL_NOW_QUEUE_URL',
  mailLater: 'MAIL_LATER_QUEUE_URL',
  paceNow: 'MAILS_PER_SECOND_NOW',
  paceLater: 'MAILS_PER_SECOND_LATER',
  siteUrl: 'SITE_URL',
  sender: 'MAIL_SENDER',
  configurationSet: 'MAIL_CONFIGURATION_SET',
  version: 'BUILD_VERSION',
} as const;

/** What a function logs when it meets a state that must not be, such as two people on one seat: an alarm waits for it. */
export const invariantViolated = 'invariant violated';

/** What `registration` logs when a form was sent faster than people type or with the field filled that only robots see. */
export const formTrapped = 'form trapped';

/** What `send-mail` logs when SES does not take a mail that waits now: an alarm counts it. */
export const mailNotTaken = 'mail not taken';
