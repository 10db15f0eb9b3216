import { plural } from '../format.ts';
import type { AlertWords } from '../fr/alerts.ts';
import { english } from '../typography.ts';

export const englishAlerts: AlertWords = {
  subject: {
    filling: (title, percent) => english`${title}: ${percent}% full`,
    soldOut: (title) => english`Sold out: ${title}`,
  },
  greeting: english`Hello,`,
  filling: (percent) => english`This session has just become ${percent}% full.`,
  soldOut: english`This session has just filled up: all its seats have been taken.`,
  taken: english`Seats taken when this was sent`,
  outOf: (people, capacity) =>
    english`${people.toLocaleString('en-GB')} of ${capacity.toLocaleString('en-GB')}`,
  waiting: english`On the waiting list`,
  people: (count) => plural(count, 'person', 'people', 'en'),
  mayAdd: english`Could you welcome more people? Tell the coordination team, who will add seats. Otherwise there is nothing to do: registrations go on as long as there is room.`,
  addOrDouble: english`A larger room, or a second session? Tell the coordination team, who will add the seats.`,
  listFirst: english`People who register now can join the waiting list. Seats that come free or are added go to them first, in order.`,
  noList: english`Registrations go on by themselves as soon as a seat comes free or is added.`,
  eventPage: english`See the event page`,
  question: english`To write to the coordination team, reply to this message, or write to`,
  why: (percents) =>
    english`You receive this message because your address is that of the organiser of this event. It is sent when a session reaches ${list(percents)}. To change that, or to receive no more of them, write to the coordination team.`,
};

const list = (percents: readonly number[]): string =>
  new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(percents.map((percent) => `${percent}%`));
