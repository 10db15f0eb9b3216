import { plural } from '../format.ts';
import type { ReminderWords, When } from '../fr/reminder-mail.ts';
import { english } from '../typography.ts';

const inWords = ['', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten'];
const sessions = (count: number) => plural(count, 'session', 'sessions', 'en');

export const englishReminderMail: ReminderWords = {
  subject: {
    inAWeek: (title) => english`In one week: ${title}`,
    soon: (title) => english`Soon: ${title}`,
    stillComing: (title, day) => english`Are you still coming on ${day}? ${title}`,
    soonSeveral: (count, day) => english`Soon: your ${sessions(count)} from ${day} on`,
    stillComingSeveral: (count, day) => english`Are you still coming? Your ${sessions(count)} from ${day} on`,
    dayOf: (title, when, hour) => english`${dayOf(when)}: ${title}, ${hour}`,
    dayOfAt: (title, when, hour, place) => english`${dayOf(when)}: ${title}, ${hour}, ${place}`,
    link: (title, when, hour) =>
      when === 'today'
        ? english`Your link for ${hour}: ${title}`
        : english`Your link for ${when === 'tomorrow' ? 'tomorrow' : when.day}, ${hour}: ${title}`,
  },
  soon: english`Your session is coming up: here is what you need to know.`,
  soonSeveral: (count) =>
    english`Your ${sessions(count)} of the week are coming up. Here they are in one message.`,
  stillComing: (day, hour, place) =>
    english`Your session begins on ${day} at ${hour}${place === '' ? '' : ` in ${place}`}. Are you still coming?`,
  stillComingSeveral: (count) =>
    english`Your ${sessions(count)} of the week are coming up. Are you still coming? Please tell us for each.`,
  waiting: (people) =>
    people === 1
      ? english`One person is waiting for a seat.`
      : english`${inWords[people] ?? people} people are waiting for a seat.`,
  come: english`I am coming`,
  release: (party) => (party === 1 ? english`I release my seat` : english`I release my seats`),
  unable: english`Cannot come?`,
  keptUntil: (party, hour) =>
    party === 1
      ? english`If we do not hear from you, your seat stays reserved until ${hour}.`
      : english`If we do not hear from you, your seats stay reserved until ${hour}.`,
  kept: (count) =>
    count === 1
      ? english`If we do not hear from you, your seat stays reserved.`
      : english`If we do not hear from you, your seats stay reserved.`,
  dayOf: (when, hour) => english`It is ${itIs(when)} at ${hour}. We look forward to seeing you.`,
  online: (when, hour) =>
    english`It is ${itIs(when)} at ${hour}, online. Here is the link to join the session.`,
  join: english`Join the session`,
  why: english`You receive this reminder because your address was used for a registration.`,
  stop: english`No more reminders`,
};

function dayOf(when: When): string {
  if (when === 'today') return 'Today';
  return when === 'tomorrow' ? 'Tomorrow' : when.day;
}

function itIs(when: When): string {
  return typeof when === 'string' ? when : `on ${when.day}`;
}
