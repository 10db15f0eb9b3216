import type { frenchReminderPages } from '../fr/reminder-pages.ts';
import { english } from '../typography.ts';

export const englishReminderPages: typeof frenchReminderPages = {
  come: english`I am coming`,
  comeQuestion: english`Are you still coming?`,
  comeText: english`Tell us with one click: the organiser will know how many people to expect.`,
  thanks: english`Noted, thank you!`,
  thanksText: english`We are counting on you. If something keeps you from coming, release your seat: someone else will be glad of it.`,
  mine: english`See my registration`,
  stopQuestion: english`No more reminders?`,
  stopText: english`Your registrations remain valid. You will still receive your tickets, and we will let you know if a session changes.`,
  stopButton: english`Stop the reminders`,
  stopped: english`You will receive no more reminders`,
  stoppedText: english`Your registrations remain valid: do note the day and the time.`,
};
