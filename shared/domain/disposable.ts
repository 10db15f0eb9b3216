/** Frequent domains of addresses that exist for minutes; known to organisers as such, never refused. */
const domains: readonly string[] = [
  '10minutemail.com',
  'dispostable.com',
  'getnada.com',
  'guerrillamail.com',
  'jetable.org',
  'mailinator.com',
  'maildrop.cc',
  'mohmal.com',
  'sharklasers.com',
  'temp-mail.org',
  'tempmail.com',
  'throwawaymail.com',
  'trashmail.com',
  'yopmail.com',
  'yopmail.fr',
];

/** Whether mail to this address is likely to be read by nobody next week. */
export const isDisposable = (address: string): boolean => {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  return domains.some((known) => domain === known || domain.endsWith(`.${known}`));
};
