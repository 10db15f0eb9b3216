/** Environment variables of the functions: set by infra, read by production.ts. */
export const environment = {
  table: 'TABLE_NAME',
  rootSecret: 'ROOT_SECRET_ARN',
  mailQueue: 'MAIL_QUEUE_URL',
  siteUrl: 'SITE_URL',
  sender: 'MAIL_SENDER',
  configurationSet: 'MAIL_CONFIGURATION_SET',
  version: 'BUILD_VERSION',
} as const;

/** What a function logs when it meets a state that must not be, such as two people on one seat: an alarm waits for it. */
export const invariantViolated = 'invariant violated';
