import { french } from '../typography.ts';

/** What mails say to people whose session has moved, is put off or cancelled, or takes place after all. */
export const frenchChangeMail = {
  subject: {
    moved: (title: string, day: string, hour: string) =>
      french`Changement important : ${title} a lieu ${day} à ${hour}`,
    movedShort: (title: string, day: string, hour: string) => french`Changement : ${title}, ${day} à ${hour}`,
    postponed: (title: string) => french`Reporté : ${title}. La nouvelle date suivra`,
    postponedShort: (title: string) => french`Reporté : ${title}`,
    cancelled: (title: string) => french`Annulé : ${title}`,
    cancelledWithOthers: (title: string) => french`Annulé : ${title}. Voici des alternatives`,
    afterAll: (title: string, day: string, hour: string) =>
      french`A finalement lieu : ${title}, ${day} à ${hour}`,
    afterAllShort: (title: string) => french`A finalement lieu : ${title}`,
  },
  calendarTitle: {
    postponed: (title: string) => french`Reporté : ${title}`,
    notYet: (title: string) => french`Pas encore sûr : ${title}`,
  },
  moved: french`L'organisateur a dû changer la date, l'heure ou le lieu de cette séance. Voici ce qui vaut maintenant.`,
  movedOnline: french`L'organisateur a dû changer cette séance : elle a maintenant lieu en ligne. Voici ce qui vaut maintenant.`,
  postponed: french`L'organisateur a dû reporter cette séance. La nouvelle date n'est pas encore connue : nous vous l'écrirons dès qu'elle l'est.`,
  kept: (party: number) =>
    party === 1
      ? french`Votre place reste réservée : sans réponse de votre part, elle est gardée.`
      : french`Vos ${party} places restent réservées : sans réponse de votre part, elles sont gardées.`,
  stillWaiting: french`Vous restez sur la liste d'attente, au même rang.`,
  stillHeld: (moment: string) =>
    french`La place que nous gardons pour vous jusqu'au ${moment} l'est toujours : à vous de dire si vous la prenez.`,
  stillComing: french`Vous venez toujours ?`,
  keep: (party: number) => (party === 1 ? french`Je garde ma place` : french`Je garde mes places`),
  notPossible: french`Cela ne vous convient plus ?`,
  calendar: (timings: number) =>
    timings === 1
      ? french`Le fichier joint met votre agenda à jour.`
      : french`Les ${timings} fichiers joints mettent votre agenda à jour.`,
  cancelled: (party: number) =>
    party === 1
      ? french`Nous sommes désolés : l'organisateur a dû annuler cette séance. Votre inscription est annulée d'elle-même, vous n'avez rien à faire.`
      : french`Nous sommes désolés : l'organisateur a dû annuler cette séance. Votre inscription de ${party} personnes est annulée d'elle-même, vous n'avez rien à faire.`,
  cancelledWaiting: french`L'organisateur a dû annuler cette séance. Vous n'êtes donc plus sur sa liste d'attente, et vous n'avez rien à faire.`,
  alternatives: french`Il reste des places ailleurs. Ces séances pourraient vous plaire :`,
  seeAlternative: french`Voir et s'inscrire`,
  afterAll: french`Bonne nouvelle : cette séance, que nous vous avions dite annulée, a finalement lieu.`,
  registerAgain: french`Votre inscription avait été annulée. Si vous voulez toujours venir, inscrivez-vous de nouveau : les places ont été remises à tout le monde.`,
};
