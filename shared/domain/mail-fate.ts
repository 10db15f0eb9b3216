/** What SES tells of a mail that it took: more than once, late, and in any order. */
export type Feedback = 'sent' | 'delivered' | 'bounced-softly' | 'bounced' | 'complained' | 'rejected';

/**
 * What became of a mail counts more than what had become of it before, whichever was told first. A soft bounce beside
 * a delivery is an automatic answer; a bounce or a complaint beside one came after it.
 */
const byWeight: readonly Feedback[] = [
  'sent',
  'bounced-softly',
  'delivered',
  'rejected',
  'bounced',
  'complained',
];

/** What became of a mail by all that was told of it. */
export const fateOf = (told: Iterable<Feedback>): Feedback =>
  [...told].reduce((fate, next) => (byWeight.indexOf(next) > byWeight.indexOf(fate) ? next : fate), 'sent');

/** Why nothing is sent to an address any more. */
export type Suppression = 'bounced' | 'complained';

/** Whether what was told of a mail speaks against writing to its address ever again. */
export const speaksAgainst = (told: Feedback): told is Suppression =>
  told === 'bounced' || told === 'complained';
