import { plural } from '../format.ts';
import type { MyRegistrationWords } from '../fr/my-registration.ts';
import { english as e } from '../typography.ts';

const places = (count: number) => plural(count, 'seat', 'seats', 'en');
const persons = (count: number) => plural(count, 'person', 'people', 'en');

/** The same in English: a sentence missing here does not compile. */
export const englishMyRegistration: MyRegistrationWords = {
  title: 'My registration',
  show: 'Show it at the door, on the screen or printed. The code is enough.',
  qr: (code: string) => e`QR code of ticket ${code}`,
  people: persons,
  what: 'What',
  when: 'When',
  where: 'Where',
  who: 'For',
  link: 'Join the session online',
  linkText: 'This link is for you: please do not publish it.',
  calendar: 'Add to my calendar',
  event: 'See the page of the event',
  saved: e`Saved. If the number of people has changed, a mail brings you the updated ticket.`,
  correct: 'Change my registration',
  correctText: (party: boolean, mayGrow: boolean) => {
    if (!party) return 'Correct your name as it stands on the ticket.';
    return mayGrow
      ? 'Correct your name or the number of people. Adding some depends on the seats that are left; taking some away gives their seats back at once.'
      : 'Correct your name, or take people away: registration is closed, so nobody can be added any more.';
  },
  otherAddress:
    'Another e-mail address? Register with the new one first, then release the seats of this registration.',
  save: 'Save',
  back: 'Back to my registration',
  placesMore: (left: number) =>
    left === 0
      ? 'There are no seats left: nobody can be added.'
      : left === 1
        ? 'Only one seat is left: one person can be added, no more.'
        : e`Only ${places(left)} are left: ${persons(left)} can be added, no more.`,
  takePeople: (party: number) => e`Make it ${persons(party)}`,
  otherParty: 'Choose another number of people',
  nothingChanged: 'Nothing was changed: your registration stays as it is.',
  refusals: {
    closed: 'Registration is closed: nobody can be added any more, only taken away.',
    not_live: 'This registration can no longer be changed.',
  },
  cannotCome: 'You cannot come?',
  cannotComeText: 'Release your seat: somebody else will enjoy it.',
  release: 'Release my seat',
  releaseMany: (count: number) => e`Release my ${places(count)}`,
  releaseQuestion: (count: number) =>
    count === 1 ? 'Release your seat?' : e`Release your ${places(count)}?`,
  releaseText: (count: number) =>
    count === 1
      ? e`Your seat will be given back at once. Somebody else can take it.`
      : e`Your ${places(count)} will be given back at once. Other people can take them.`,
  keep: 'No, change nothing',
  status: {
    pending: 'Address to be confirmed',
    confirmed: 'Registration confirmed',
    waiting: 'On the waiting list',
    offered: 'A seat is offered to you',
    invited: 'A seat is offered to you',
    attended: 'Thank you for coming',
    absent: 'It is over',
    released: 'Seat released',
    left: 'You are no longer on the waiting list',
    cancelled: 'Registration cancelled by the organiser',
    lapsed: 'Registration expired',
    notFound: 'No seat this time',
    declined: 'Offer declined',
    past: 'It is over',
    eventCancelled: 'Event cancelled',
  },
  explained: {
    released: e`Thank you for telling us: your seat is given back. Changed your mind? Register again, if there are seats left.`,
    left: 'Thank you for telling us. Changed your mind? Register again, at the end of the list.',
    cancelled: 'It no longer opens the door. To know why, write to the organiser:',
    lapsed: e`We did not hear from you in time: the seat is given back. Still keen to come? Register again.`,
    notFound: 'The session has begun, and no seat came free for you. Thank you for waiting.',
    past: 'This session has already taken place.',
    eventCancelled: e`This event will not take place. Your registration is cancelled by itself: there is nothing for you to do.`,
    waiting: 'As soon as a seat becomes free for you, we write to you.',
    pending: e`Confirm your address to keep your seat.`,
    offered: e`A seat has come free. Tell us whether you take it.`,
    invited: e`Seats are coming free at the last moment: the first person who takes them has them.`,
    declined: e`Thank you for letting us know: the seat went to the next person.`,
  },
  until: (moment) => e`Kept for you until ${moment}.`,
  gone: e`Someone else took the seat just before you. You are still on the waiting list.`,
  leave: e`Leave the waiting list`,
  leaveHeading: e`You no longer want to wait?`,
  leaveText: e`Leave the list: the next person moves up.`,
  leaveQuestion: e`Leave the waiting list?`,
  leaveConsequence: e`Your place in it will be lost. You may register again, at the end of the list.`,
  answers: {
    confirmer: {
      question: e`Confirm your registration?`,
      text: () => e`One last thing: this is your address, and you are coming.`,
      button: () => e`Confirm my registration`,
    },
    accepter: {
      question: e`Take the seat?`,
      text: (count) =>
        count === 1
          ? e`It is yours as soon as you say so, if there is still time.`
          : e`The ${places(count)} are yours as soon as you say so, if there is still time.`,
      button: (count) => (count === 1 ? e`I take the seat` : e`I take the ${places(count)}`),
    },
    decliner: {
      question: e`Leave the seat?`,
      text: () => e`It goes to the next person at once. You will no longer be on the waiting list.`,
      button: () => e`No, thank you: I leave it`,
    },
  },
  registerAgain: 'Back to the event',
};
