import { plural } from '../format.ts';
import type { frenchMail } from '../fr/mail.ts';
import { english } from '../typography.ts';

const people = (count: number) => plural(count, 'person', 'people', 'en');

export const englishMail: typeof frenchMail = {
  subject: {
    confirmed: (title, day, hour) => english`You are registered: ${title}, ${day} at ${hour}`,
    released: english`Thank you, your seat is released`,
    partyChanged: (party) => english`Change saved: ${people(party)}`,
    alreadyRegistered: (title) => english`You already have a booking: ${title}`,
  },
  greeting: (name) => english`Hello ${name},`,
  confirmed: english`You are registered.`,
  released: (party) =>
    party === 1
      ? english`Thank you for letting us know: your seat is released, and someone else will enjoy it.`
      : english`Thank you for letting us know: your ${party} seats are released, and others will enjoy them.`,
  partyChanged: (party) => english`Your registration is now for ${people(party)}.`,
  alreadyRegistered: english`We have just received a registration request with your address. You already have a booking and it still stands: there is nothing more to do.`,
  askedOther: (time) =>
    english`That request was for another session: ${time}. To change session, first release your seat, then register again from the event page.`,
  online: english`Online`,
  people,
  group: (headcount, establishment) =>
    establishment === '' ? people(headcount) : english`${people(headcount)}, ${establishment}`,
  labelled: (label, text) => english`${label}: ${text}`,
  access: 'Getting there',
  accessLink: english`Access link`,
  conditions: 'Good to know',
  accessibility: 'Accessibility',
  accessibleFor: {
    hi: 'hearing impairment',
    ii: 'intellectual impairment',
    mi: 'reduced mobility',
    pi: 'mental health conditions',
    vi: 'visual impairment',
  },
  noWheelchair: english`venue not accessible to wheelchairs`,
  accommodation: english`Your accommodation request is recorded with your registration.`,
  code: english`Ticket code`,
  qr: (code) => english`QR code of ticket ${code}`,
  atTheDoor: english`At the door, show this code or say it: that is all we need.`,
  atTheDoorOnline: english`This code identifies your registration.`,
  myRegistration: english`See my registration`,
  eventPage: english`See the event page`,
  programme: english`See the programme`,
  unable: english`Unable to come?`,
  release: english`Release your seat`,
  somebodyElse: english`Someone else will enjoy it.`,
  calendar: (timings) =>
    timings === 1
      ? english`The session is attached to this message, for your calendar.`
      : english`The ${timings} sessions are attached to this message, for your calendar.`,
  calendarCancelled: (timings) =>
    timings === 1
      ? english`The attached file removes the session from your calendar.`
      : english`The ${timings} attached files remove the sessions from your calendar.`,
  changedYourMind: english`Changed your mind?`,
  registerAgain: english`Register again`,
  whileSeatsLast: english`As long as there are seats, you are welcome.`,
  question: english`A question? Reply to this message, or write to`,
  goodbye: english`See you soon,`,
  why: english`You receive this message because your address was used for this registration. If it was not you, release the seat with the link above; there is nothing else to do.`,
  whyReleased: english`You receive this message because your address had been used for this registration.`,
  privacy: english`Your personal data`,
  file: (index, count) => (count === 1 ? 'session.ics' : `session-${index}.ics`),
};
