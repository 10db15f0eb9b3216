import { plural } from '../format.ts';
import { french } from '../typography.ts';

/** What mails say about several registrations of one person, and about those at the same time. */
export const frenchSeveral = {
  subject: (count: number, edition: string) =>
    count === 1
      ? french`Votre inscription : ${edition}`
      : french`Vos ${plural(count, 'inscription', 'inscriptions', 'fr')} : ${edition}`,
  links: french`Votre lien d'accès à vos inscriptions`,
  title: (count: number) => (count === 1 ? french`Votre inscription` : french`Vos inscriptions`),
  summary: (count: number) =>
    count === 1
      ? french`Votre inscription est bien reçue. Pour ne pas remplir votre messagerie, nous l'avons fait attendre une heure.`
      : french`Vos ${count} inscriptions sont bien reçues. Pour ne pas remplir votre messagerie, les voici en un seul message.`,
  asked: (count: number) =>
    count === 1
      ? french`Vous avez demandé à retrouver vos inscriptions. Vous en avez une ; voici son lien.`
      : french`Vous avez demandé à retrouver vos inscriptions. Les voici, chacune avec son lien.`,
  mine: french`Voir cette inscription`,
  statuses: {
    pending: french`À confirmer`,
    confirmed: french`Confirmée`,
    attended: french`Confirmée`,
    absent: french`Confirmée`,
    waiting: french`Sur la liste d'attente`,
    offered: french`Une place vous est proposée`,
    invited: french`Des places sont à prendre`,
  },
  whySummary: french`Vous recevez ce message parce que votre adresse a servi à ces inscriptions. Ce n'était pas vous ? Libérez les places avec les liens ci-dessus.`,
  whyAsked: french`Vous recevez ce message parce que votre adresse a été saisie sur la page « Mes inscriptions ». Ce n'était pas vous ? N'en tenez pas compte : personne d'autre n'a reçu ces liens.`,
  overlaps: (title: string, time: string) =>
    french`Cette séance chevauche votre inscription à « ${title} », ${time}.`,
};

export type SeveralWords = typeof frenchSeveral;
