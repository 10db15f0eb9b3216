import { englishMail } from '../text/en/mail.ts';
import { frenchMail } from '../text/fr/mail.ts';

export const words = { fr: frenchMail, en: englishMail };
