import { plural } from '../format.ts';
import { french } from '../typography.ts';

/** What mails say to an organiser about how full a session is. */
export const frenchAlerts = {
  subject: {
    filling: (title: string, percent: number) => french`${title} : rempli à ${percent} %`,
    soldOut: (title: string) => french`Complet : ${title}`,
  },
  greeting: french`Bonjour,`,
  filling: (percent: number) => french`Cette séance vient d'être remplie à ${percent} %.`,
  soldOut: french`Cette séance vient d'être remplie : toutes ses places ont été prises.`,
  taken: french`Places prises au moment de cet envoi`,
  outOf: (people: number, capacity: number) =>
    french`${people.toLocaleString('fr-FR')} sur ${capacity.toLocaleString('fr-FR')}`,
  waiting: french`Sur la liste d'attente`,
  people: (count: number) => plural(count, 'personne', 'personnes', 'fr'),
  mayAdd: french`Vous pourriez accueillir plus de monde ? Dites-le à la coordination, qui ajoutera des places. Sinon, il n'y a rien à faire : les inscriptions continuent tant qu'il reste de la place.`,
  addOrDouble: french`Une salle plus grande, ou une deuxième séance ? Dites-le à la coordination, qui ajoutera les places.`,
  listFirst: french`Les personnes qui s'inscrivent maintenant peuvent rejoindre la liste d'attente. Les places qui se libèrent ou s'ajoutent vont d'abord à elles, dans l'ordre.`,
  noList: french`Les inscriptions reprennent d'elles-mêmes dès qu'une place se libère ou s'ajoute.`,
  eventPage: french`Voir la page de l'événement`,
  question: french`Pour écrire à la coordination, répondez à ce message, ou écrivez à`,
  why: (percents: readonly number[]) =>
    french`Vous recevez ce message parce que votre adresse est celle de l'organisateur de cet événement. Il part quand une séance atteint ${list(percents)}. Pour en changer, ou ne plus en recevoir, écrivez à la coordination.`,
};

const list = (percents: readonly number[]): string =>
  new Intl.ListFormat('fr', { type: 'disjunction' }).format(percents.map((percent) => french`${percent} %`));

export type AlertWords = typeof frenchAlerts;
