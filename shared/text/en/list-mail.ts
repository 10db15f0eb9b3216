import { plural } from '../format.ts';
import type { frenchListMail } from '../fr/list-mail.ts';
import { english } from '../typography.ts';

const seats = (party: number) => (party === 1 ? 'your seat' : 'your seats');
const whoseSeats = (party: number) => (party === 1 ? 'Your seat' : `Your ${party} seats`);

export const englishListMail: typeof frenchListMail = {
  subject: {
    verify: (party) => english`Confirm your address to keep ${seats(party)}`,
    waiting: (title) => english`You are on the waiting list: ${title}`,
    offered: (party, moment) =>
      party === 1
        ? english`A seat is free: confirm before ${moment}`
        : english`${party} seats are free: confirm before ${moment}`,
    invited: (title) => english`Last seats for ${title}: first come, first served`,
    invitedShort: (title) => english`Last seats: ${title}`,
    lapsed: (party) =>
      party === 1 ? english`Your seat went to someone else` : english`Your seats went to someone else`,
    lost: english`The seat has just gone: you are still on the list`,
    left: english`You are no longer on the waiting list`,
    notFound: english`We could not find you a seat this time`,
  },
  at: (day, hour) => `${day}, ${hour}`,
  verify: (party, moment) =>
    party === 1
      ? english`One thing left to do: confirm your address. Your seat is kept until ${moment}.`
      : english`One thing left to do: confirm your address. Your ${party} seats are kept until ${moment}.`,
  confirm: english`Confirm my registration`,
  notYou: english`Was it not you?`,
  doNothing: english`Do nothing: without a confirmation the seat goes back by itself.`,
  refuse: english`You can also give it back now`,
  waiting: english`You are on the waiting list. As soon as a seat comes free for you, we will write: there is nothing to do until then.`,
  among: (first) => english`You are among the first ${first} people on the list.`,
  beyond: (last) => english`More than ${plural(last, 'person', 'people', 'en')} are waiting before you.`,
  noLongerWaiting: english`You no longer want to wait?`,
  leave: english`Leave the list`,
  nextOne: english`The next person will thank you.`,
  offered: (party, moment) =>
    party === 1
      ? english`Good news: a seat has just come free. It is yours until ${moment}.`
      : english`Good news: ${party} seats have just come free. They are yours until ${moment}.`,
  accept: (party) => (party === 1 ? english`I take the seat` : english`I take the seats`),
  decline: english`No, thank you`,
  otherwise: english`You cannot come any more?`,
  goesOn: english`The seat goes to the next person at once.`,
  invited: english`Seats are coming free at the last moment. They go to the first people who take them.`,
  lapsedOnce: (party) =>
    english`We did not hear from you in time. ${whoseSeats(party)} will go to someone else. You are still on the waiting list, at its end.`,
  lapsedForGood: (party) =>
    english`We did not hear from you in time. ${whoseSeats(party)} will go to someone else, and you are no longer on the waiting list.`,
  lapsedUnconfirmed: (party) =>
    party === 1
      ? english`You did not confirm your address in time: the seat we kept for you has gone back.`
      : english`You did not confirm your address in time: the seats we kept for you have gone back.`,
  lost: english`Someone else took the seat just before you. You are still on the list: if another one comes free, it goes to the first person who takes it.`,
  left: english`Thank you for letting us know: you are no longer on the waiting list.`,
  declined: (party) =>
    party === 1
      ? english`Thank you for letting us know: the seat goes to the next person at once.`
      : english`Thank you for letting us know: the seats go to the next people at once.`,
  notFound: english`The session is about to begin, and no seat came free for you. Thank you for waiting.`,
  elsewhere: 'See where seats are left',
  stillInterested: english`Still want to come?`,
};
