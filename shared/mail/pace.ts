import type { MessageId } from '../domain/registration.ts';
import { type Urgency, urgencyOf } from '../domain/urgency.ts';

/** How many mails a second may go in one place; what is in a hurry has the larger share. */
export type Rates = Readonly<Record<Urgency, number>>;
export type Pace = (mail: MessageId) => Promise<void>;

/** Lets one mail go after the other, no faster than SES takes them. Time is in milliseconds. */
export function pacing(rates: Rates, now: () => number, sleep: (length: number) => Promise<unknown>): Pace {
  let free = now();
  return async (mail) => {
    const mine = Math.max(now(), free);
    free = mine + 1_000 / rates[urgencyOf(mail)];
    const wait = mine - now();
    if (wait > 0) await sleep(wait);
  };
}
