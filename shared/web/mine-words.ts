import type { Language } from '../domain/language.ts';
import { englishListMail } from '../text/en/list-mail.ts';
import { englishMyRegistration } from '../text/en/my-registration.ts';
import { frenchListMail } from '../text/fr/list-mail.ts';
import { frenchMyRegistration, type MyRegistrationWords } from '../text/fr/my-registration.ts';

/** What only pages about one's own registration say: apart, since a bundle carries every sentence it could reach. */
export const listWords = { fr: frenchListMail, en: englishListMail };
export const mineWords: Readonly<Record<Language, MyRegistrationWords>> = {
  fr: frenchMyRegistration,
  en: englishMyRegistration,
};
