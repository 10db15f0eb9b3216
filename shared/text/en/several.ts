import { plural } from '../format.ts';
import type { SeveralWords } from '../fr/several.ts';
import { english } from '../typography.ts';

export const englishSeveral: SeveralWords = {
  subject: (count, edition) =>
    count === 1
      ? english`Your booking: ${edition}`
      : english`Your ${plural(count, 'booking', 'bookings', 'en')}: ${edition}`,
  links: english`Your link to your bookings`,
  title: (count) => (count === 1 ? english`Your booking` : english`Your bookings`),
  summary: (count) =>
    count === 1
      ? english`We have received your booking. To spare your inbox, we let this message wait for an hour.`
      : english`We have received your ${count} bookings. To spare your inbox, here they are in one message.`,
  asked: (count) =>
    count === 1
      ? english`You asked for your bookings. Here is the one you have, with its link.`
      : english`You asked for your bookings. Here they are, each with its link.`,
  mine: english`See this booking`,
  statuses: {
    pending: english`To be confirmed`,
    confirmed: english`Confirmed`,
    attended: english`Confirmed`,
    absent: english`Confirmed`,
    waiting: english`On the waiting list`,
    offered: english`A seat is offered to you`,
    invited: english`Seats are there to be taken`,
  },
  whySummary: english`You receive this message because your address was used for these bookings. Was it not you? Release the seats with the links above.`,
  whyAsked: english`You receive this message because your address was entered on the “My bookings” page. Was it not you? Then ignore it: nobody else has received these links.`,
  overlaps: (title, time) => english`This session overlaps your booking for “${title}”, ${time}.`,
};
