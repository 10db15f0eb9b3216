import type { Instant } from '../../domain/instant.ts';
import { dayAndHour, dayOnly, plural, shortDay } from '../format.ts';
import type { Pages } from '../fr/pages.ts';
import { english as e } from '../typography.ts';

const places = (count: number) => plural(count, 'seat', 'seats', 'en');
const persons = (count: number) => plural(count, 'person', 'people', 'en');
const remaining = (left: number) => (left === 1 ? 'Only one seat is left' : `Only ${places(left)} are left`);

/** Everything a page says in English: a sentence missing here does not compile. */
export const englishPages: Pages = {
  name: 'Passerelle',
  otherLanguage: 'Français',
  skip: 'Skip to content',
  programme: 'Programme',
  mainMenu: 'Main menu',
  footerMenu: 'Footer',
  errorPrefix: 'Error: ',

  footer: {
    question: 'A question?',
    privacy: 'Personal data',
    accessibility: 'Accessibility: not audited',
    legal: 'Legal notice',
  },

  home: {
    statement: (count: number, dates: string) =>
      `${plural(count, 'free event', 'free events', 'en')}, ${dates}`,
    dates: (from: Instant, to: Instant) => e`from ${dayOnly(from, 'en')} to ${dayOnly(to, 'en')}`,
    places: (communes: number) =>
      e`In ${plural(communes, 'town', 'towns', 'en')}. No account needed: an e-mail address is enough.`,
    highlight: 'Highlight',
    calendar: 'The programme in my calendar (.ics)',
    openData: 'Open data (JSON)',
    jump: 'Go to a day',
    weekdays: ['M', 'T', 'W', 'T', 'F', 'S', 'S'],
    count: (count: number) => plural(count, 'event', 'events', 'en'),
    none: e`The programme is over. Thank you to everybody who came!`,
    soon: e`The programme will be published soon.`,
  },

  seats: {
    plenty: 'Seats available',
    few: (left: number) => (left === 1 ? 'Only one seat left' : e`Only ${places(left)} left`),
    full: 'Full',
    waiting: 'Full, waiting list',
    recommended: 'Free entry, registration advised',
    'not-open-yet': (opensAt: Instant) => e`Registration from ${shortDay(opensAt, 'en')}`,
    closed: 'Registration closed',
    past: 'Over',
    postponed: 'Postponed',
    cancelled: 'Cancelled',
    'by-application': 'By application',
    external: 'Registration on another site',
    'no-registration': 'Free entry',
  },

  place: { online: 'Online', onSite: 'On site', mixed: 'On site or online' },

  register: {
    title: 'Register',
    button: 'Register',
    required: 'All fields are required, except those marked “optional”.',
    optional: '(optional)',
    chooseSession: 'Choose a session',
    chooseSlot: 'Choose a time slot',
    anySessions: 'One registration per session: after this one, come back for the next.',
    partySize: 'How many people, including you?',
    partyHint: (max: number) => e`Up to ${persons(max)} per registration.`,
    team: (size: number) =>
      e`People take part in teams of ${size}. You can register your team, or a part of it.`,
    headcount: 'How many people are in the group?',
    headcountHint: (max: number) => e`Pupils and adults together, ${max} at most. Do not give pupils' names.`,
    establishment: 'School or institution',
    groupContact: 'You are the adult responsible for the group.',
    lastName: 'Last name',
    firstName: 'First name',
    email: 'E-mail address',
    emailHint: 'Your ticket will be sent there. Expected format: name@domain.com',
    audience: 'You are coming as',
    audienceNone: 'Choose, if you like',
    accommodation: 'Do you need any arrangement?',
    accommodationHint: 'Tell us what would help you, without telling us about your health.',
    trap: 'Leave this field empty',
    together: (organiser: string, coordinator: string) => `${organiser} with ${coordinator}`,
    notice: (event: string, processors: string, contact: string) =>
      e`This information is used to manage your registration for “${event}”. It is processed by ${processors}, to carry out your request. Only the organising team sees it. It is kept for 12 months after the edition, then deleted or made anonymous. To see, correct, take away or erase it: ${contact}. You may also complain to the CNIL.`,
    noticeMore: 'More about your data',
    assisted: 'No e-mail address?',
    assistedCall: 'Call us, we will register you: ',
  },

  errors: {
    title: 'There is a problem',
    session: { required: 'Choose a session', not_offered: 'Choose one of the sessions offered' },
    partySize: {
      required: 'Say how many people will come',
      invalid: 'Give the number of people in figures, for example 2',
      party_too_large: (max: number) => e`A registration is for ${persons(max)} at most`,
      sold_out: (left: number) => e`${remaining(left)}: choose fewer people`,
    },
    establishment: { required: 'Give the name of the school or institution' },
    lastName: { required: 'Give your last name' },
    email: {
      required: 'Give your e-mail address',
      invalid: 'Check the e-mail address: it looks like camille@example.com',
    },
    answer: { required: 'Answer this question' },
    named: (field, text) => e`“${field}”: ${text}`,
    any: {
      required: 'This field is required',
      invalid: 'This answer is not understood',
      too_long: 'This answer is too long',
      forbidden_characters: 'This answer contains characters that we cannot read',
      party_too_large: 'This number is too large',
      not_offered: 'This choice is not offered',
      unknown_field: 'This field does not exist',
    },
  },

  refusals: {
    sold_out: (left: number) =>
      left === 0
        ? e`This session is full. Nothing has been booked.`
        : e`${remaining(left)}. Nothing has been booked.`,
    takeLeft: (left: number) => (left === 1 ? 'Take the last seat' : e`Take the ${places(left)} left`),
    join: (party: number) => e`Join the waiting list for ${persons(party)}`,
    not_open_yet: (opensAt: Instant) =>
      e`Registration is not open yet. It opens on ${dayAndHour(opensAt, 'en')}.`,
    closed: 'Registration has closed since you opened this page. Nothing has been booked.',
    cancelled: 'This event is cancelled. Nothing has been booked.',
    by_application: 'This event takes no online registration. Nothing has been booked.',
    send_again:
      'This page had been open for too long, or the form was sent too quickly. Check your answers and send them once more.',
  },

  address: {
    title: 'One check before we book',
    nothingYet: e`Nothing is booked yet: there may be a typing mistake in your address.`,
    question: (probable: string) => e`Did you mean ${probable}?`,
    typed: (typed: string) => e`You wrote ${typed}. Your ticket would be sent there.`,
    use: (probable: string) => e`Use ${probable}`,
    keep: (typed: string) => e`Keep ${typed}`,
  },

  outcome: {
    confirmee: {
      title: 'It is booked!',
      text: 'Your request is recorded and your seat is kept.',
    },
    'a-confirmer': {
      title: 'One thing left: confirm your address',
      text: 'Your seat is kept for an hour. Open the e-mail we have just sent you and confirm.',
    },
    'en-attente': {
      title: 'You are on the waiting list',
      text: 'Your request is recorded. As soon as a seat becomes free for you, we write to you.',
    },
    mail: 'An e-mail is on its way to the address you gave. It holds your ticket, the file for your calendar and the link to release your seat if you can no longer come.',
    mailWaiting: 'An e-mail is on its way to the address you gave. It holds the link to leave the list.',
    nothing: 'Nothing received?',
    nothingAdvice: [
      'Wait a few minutes, then look among unwanted mail.',
      'A slip in the address? Register once more with the right one.',
      'Still nothing? Write to us:',
    ],
    otherSessions: 'The other sessions',
    another: 'Register for another session',
    programme: 'Back to the programme',
  },

  notFound: {
    title: 'This page does not exist',
    text: 'The address may be incomplete, or the link no longer valid. If you came from an e-mail, use the latest one.',
  },
  notAllowed: {
    title: 'This cannot be done here',
    text: 'This address does not answer this kind of request.',
  },
  tooLong: {
    title: 'Too long to be sent',
    text: 'Go back to the page before, shorten your answers and send them again.',
  },
  unreadable: {
    title: 'This could not be read',
    text: 'Go back to the page before, load it again and send your answers once more.',
  },
  unavailable: {
    title: 'One moment…',
    text: e`The site is not answering fast enough. Your request may have gone through: try again in a few seconds, it will not be counted twice.`,
    retry: 'Try again',
  },
  failed: {
    title: 'Something went wrong',
    text: 'It is our fault, and we have been told. Try again in a few minutes.',
  },
  forbidden: {
    title: 'Refused',
    text: 'This form was sent from another site. Go back to the page of the event and start again.',
  },
  programmeLink: 'See the programme',
};
