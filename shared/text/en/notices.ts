import type { Notices } from '../fr/notices.ts';
import { english as e } from '../typography.ts';

/** The pages about personal data, accessibility and who is responsible. */
export const englishNotices: Notices = {
  confidentialite: ({ coordinator }) => ({
    title: 'Your personal data',
    sections: [
      {
        heading: 'Who processes it, and why',
        paragraphs: [
          e`Each organiser processes the registrations for its events, with ${coordinator}, which runs this site. They serve to keep your seat, send you your ticket and welcome you: carrying out your request (article 6.1.b of the GDPR).`,
          e`There is no other use. Registering does not subscribe you to anything.`,
        ],
      },
      {
        heading: 'What we ask for',
        paragraphs: [
          'Necessary: your last name, your e-mail address and the number of people; for a group, the school or institution. Without them we cannot keep your seat.',
          e`Optional: your first name, what brings you, and the arrangement that would help you. Do not tell us about your health. For a group, do not give pupils' names.`,
        ],
      },
      {
        heading: 'Who sees it',
        paragraphs: [
          e`The team of the organiser and that of the coordination, nobody else. The site and the e-mails run on Amazon Web Services, our processor. Nothing is sold or lent.`,
        ],
      },
      {
        heading: 'How long',
        paragraphs: [
          '12 months after the edition, then it is deleted or made anonymous. Requests for arrangements: 30 days after the event.',
        ],
      },
      {
        heading: 'No cookies, no audience measurement',
        paragraphs: [
          'This site sets no cookie, loads nothing from another site and does not follow you. Our e-mails hold no tracker.',
        ],
      },
      {
        heading: 'Your rights',
        paragraphs: [
          'The link in your confirmation shows your registration and lets you release your seat. To see, correct, take away or erase your data, or to object to its processing, write to us: we answer within a month. Erasing a registration to come releases the seat.',
          'You may also complain to the CNIL (cnil.fr).',
          'For all this, a single address:',
        ],
      },
    ],
  }),
  accessibilite: ({ phone }) => ({
    title: 'Accessibility',
    sections: [
      {
        heading: 'Where we stand',
        paragraphs: [
          'This site has not yet been audited against the French accessibility reference (RGAA), so we cannot declare it compliant.',
          'It is made to be. It works without JavaScript, with a keyboard, with a screen reader, with text enlarged up to 200% and on a screen of 320 pixels, in light and dark. Each page and each state passes an automatic check, which does not see everything.',
        ],
      },
      {
        heading: 'A difficulty?',
        paragraphs: [
          e`Write to us, or call ${phone}: we will register you ourselves, and mend what stood in your way.`,
          'Without a satisfactory answer, you may turn to the Défenseur des droits (defenseurdesdroits.fr).',
        ],
      },
      {
        heading: 'On site',
        paragraphs: [
          'The page of each event says what welcome is provided. The form lets you ask for an arrangement; the organiser answers you.',
        ],
      },
    ],
  }),
  'mentions-legales': ({ coordinator, phone }) => ({
    title: 'Legal notice',
    sections: [
      { heading: 'Publisher', paragraphs: [e`${coordinator}. Telephone: ${phone}.`] },
      {
        heading: 'Responsibility for contents',
        paragraphs: [
          'Each event is described and run by its organiser, named on its page with an address. The number of seats shown is indicative: only the confirmation is a registration.',
        ],
      },
      {
        heading: 'Hosting',
        paragraphs: [
          'Amazon Web Services EMEA SARL, 38 avenue John F. Kennedy, L-1855 Luxembourg. The data is in the Paris region (eu-west-3).',
        ],
      },
      {
        heading: 'Reuse',
        paragraphs: [
          'The programme (titles, dates, places) may be reused freely, citing the source. Texts remain those of their authors.',
        ],
      },
    ],
  }),
};
