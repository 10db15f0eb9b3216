import type { frenchChangeMail } from '../fr/change-mail.ts';
import { english } from '../typography.ts';

export const englishChangeMail: typeof frenchChangeMail = {
  subject: {
    moved: (title, day, hour) => english`Important change: ${title} is now on ${day} at ${hour}`,
    movedShort: (title, day, hour) => english`Change: ${title}, ${day} at ${hour}`,
    postponed: (title) => english`Postponed: ${title}. The new date will follow`,
    postponedShort: (title) => english`Postponed: ${title}`,
    cancelled: (title) => english`Cancelled: ${title}`,
    cancelledWithOthers: (title) => english`Cancelled: ${title}. Here are alternatives`,
    afterAll: (title, day, hour) => english`Taking place after all: ${title}, ${day} at ${hour}`,
    afterAllShort: (title) => english`Taking place after all: ${title}`,
  },
  calendarTitle: {
    postponed: (title) => english`Postponed: ${title}`,
    notYet: (title) => english`Not sure yet: ${title}`,
  },
  moved: english`The organiser had to change the date, the time or the place of this session. Here is what holds now.`,
  movedOnline: english`The organiser had to change this session: it now takes place online. Here is what holds now.`,
  postponed: english`The organiser had to postpone this session. The new date is not known yet: we will write to you as soon as it is.`,
  kept: (party) =>
    party === 1
      ? english`Your seat is still yours: unless you say otherwise, it is kept.`
      : english`Your ${party} seats are still yours: unless you say otherwise, they are kept.`,
  stillWaiting: english`You are still on the waiting list, in the same place.`,
  stillHeld: (moment) =>
    english`The seat we keep for you until ${moment} still is: it is for you to say whether you take it.`,
  stillComing: english`Are you still coming?`,
  keep: (party) => (party === 1 ? english`I keep my seat` : english`I keep my seats`),
  notPossible: english`It no longer suits you?`,
  calendar: (timings) =>
    timings === 1
      ? english`The attached file updates your calendar.`
      : english`The ${timings} attached files update your calendar.`,
  cancelled: (party) =>
    party === 1
      ? english`We are sorry: the organiser had to cancel this session. Your registration is cancelled by itself, there is nothing to do.`
      : english`We are sorry: the organiser had to cancel this session. Your registration for ${party} people is cancelled by itself, there is nothing to do.`,
  cancelledWaiting: english`The organiser had to cancel this session. So you are no longer on its waiting list, and there is nothing to do.`,
  alternatives: english`There are seats elsewhere. You might like these sessions:`,
  seeAlternative: english`See and register`,
  afterAll: english`Good news: this session, which we had told you was cancelled, takes place after all.`,
  registerAgain: english`Your registration had been cancelled. If you still want to come, register again: the seats have been open to everybody since.`,
};
