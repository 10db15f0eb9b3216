/** Where the local stage pretends to be. The account is the one that fauxqs and dynoxide answer with. */
export const place = {
  partition: 'aws',
  region: 'eu-west-3',
  account: '000000000000',
  urlSuffix: 'amazonaws.com',
} as const;

export const arn = (service: string, resource: string): string =>
  `arn:${place.partition}:${service}:${place.region}:${place.account}:${resource}`;

/** The name at the end of an ARN or a URL. */
export const lastPart = (text: string, separator: ':' | '/' | '#'): string =>
  text.slice(text.lastIndexOf(separator) + 1);

/** The table that an ARN of it, of its index or of its stream belongs to. */
export const tableIn = (tableArn: string): string => tableArn.split('/')[1] ?? '';

/** A reason not to start that a person can act upon: shown as one line, without a stack. */
export class CannotStart extends Error {}
