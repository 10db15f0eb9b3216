import { englishAgenda } from '../text/en/agenda.ts';
import { englishChangeMail } from '../text/en/change-mail.ts';
import { englishMail } from '../text/en/mail.ts';
import { englishReminderMail } from '../text/en/reminder-mail.ts';
import { englishSeveral } from '../text/en/several.ts';
import { frenchAgenda } from '../text/fr/agenda.ts';
import { frenchChangeMail } from '../text/fr/change-mail.ts';
import { frenchMail } from '../text/fr/mail.ts';
import { frenchReminderMail } from '../text/fr/reminder-mail.ts';
import { frenchSeveral } from '../text/fr/several.ts';

export const words = { fr: frenchMail, en: englishMail };
export const severalWords = { fr: frenchSeveral, en: englishSeveral };
export const reminderWords = { fr: frenchReminderMail, en: englishReminderMail };
export const changeWords = { fr: frenchChangeMail, en: englishChangeMail };
export const agendaWords = { fr: frenchAgenda, en: englishAgenda };
