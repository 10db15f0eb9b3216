import { plural } from '../format.ts';
import { french } from '../typography.ts';

const people = (count: number) => plural(count, 'personne', 'personnes', 'fr');

/** What mails say to the people who registered. */
export const frenchMail = {
  subject: {
    confirmed: (title: string, day: string, hour: string) =>
      french`Inscription confirmée : ${title}, ${day} à ${hour}`,
    released: french`Merci, votre place est libérée`,
    partyChanged: (party: number) => french`Modification enregistrée : ${people(party)}`,
    alreadyRegistered: (title: string) => french`Votre inscription existe déjà : ${title}`,
  },
  greeting: (name: string) => french`Bonjour ${name},`,
  confirmed: french`Votre inscription est confirmée.`,
  released: (party: number) =>
    party === 1
      ? french`Merci de nous avoir prévenus : votre place est libérée, quelqu'un d'autre en profitera.`
      : french`Merci de nous avoir prévenus : vos ${party} places sont libérées, d'autres en profiteront.`,
  partyChanged: (party: number) => french`Votre inscription vaut maintenant pour ${people(party)}.`,
  alreadyRegistered: french`Nous venons de recevoir une demande d'inscription avec votre adresse. Votre inscription existe déjà et reste valable : il n'y a rien à refaire.`,
  askedOther: (time: string) =>
    french`Cette demande portait sur une autre séance : ${time}. Pour changer de séance, libérez d'abord votre place, puis inscrivez-vous de nouveau depuis la page de l'événement.`,
  online: french`En ligne`,
  people,
  group: (headcount: number, establishment: string) =>
    establishment === '' ? people(headcount) : french`${people(headcount)}, ${establishment}`,
  labelled: (label: string, text: string) => french`${label} : ${text}`,
  access: 'Accès',
  accessLink: french`Lien d'accès`,
  conditions: 'À savoir',
  accessibility: 'Accessibilité',
  accessibleFor: {
    hi: 'handicap auditif',
    ii: 'handicap intellectuel',
    mi: 'handicap moteur',
    pi: 'handicap psychique',
    vi: 'handicap visuel',
  },
  noWheelchair: french`lieu non accessible en fauteuil roulant`,
  accommodation: french`Votre demande d'aménagement est enregistrée avec votre inscription.`,
  code: french`Code du billet`,
  qr: (code: string) => french`Code QR du billet ${code}`,
  atTheDoor: french`À l'entrée, montrez ce code ou dites-le : cela suffit.`,
  atTheDoorOnline: french`Ce code identifie votre inscription.`,
  myRegistration: french`Voir mon inscription`,
  eventPage: french`Voir la page de l'événement`,
  programme: french`Voir le programme`,
  unable: french`Un empêchement ?`,
  release: french`Libérez votre place`,
  somebodyElse: french`Quelqu'un d'autre en profitera.`,
  calendar: (timings: number) =>
    timings === 1
      ? french`La séance est jointe à ce message, pour votre agenda.`
      : french`Les ${timings} séances sont jointes à ce message, pour votre agenda.`,
  calendarCancelled: (timings: number) =>
    timings === 1
      ? french`Le fichier joint retire la séance de votre agenda.`
      : french`Les ${timings} fichiers joints retirent les séances de votre agenda.`,
  changedYourMind: french`Vous changez d'avis ?`,
  registerAgain: french`Inscrivez-vous de nouveau`,
  whileSeatsLast: french`Tant qu'il reste des places, c'est avec plaisir.`,
  question: french`Une question ? Répondez à ce message, ou écrivez à`,
  goodbye: french`À bientôt,`,
  why: french`Vous recevez ce message parce que votre adresse a servi à cette inscription. Ce n'était pas vous ? Libérez la place avec le lien ci-dessus et n'en tenez pas compte.`,
  whyReleased: french`Vous recevez ce message parce que votre adresse avait servi à cette inscription.`,
  privacy: french`Vos données personnelles`,
  file: (index: number, count: number) => (count === 1 ? 'seance.ics' : `seance-${index}.ics`),
};
