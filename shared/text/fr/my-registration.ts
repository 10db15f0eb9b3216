import { plural } from '../format.ts';
import { french as f } from '../typography.ts';

const places = (count: number) => plural(count, 'place', 'places', 'fr');
const persons = (count: number) => plural(count, 'personne', 'personnes', 'fr');

/** What the pages of one registration say in French to its bearer. */
export const frenchMyRegistration = {
  title: 'Mon inscription',
  show: f`À montrer à l’entrée, sur l’écran ou imprimé. Le code suffit.`,
  qr: (code: string) => f`Code QR du billet ${code}`,
  people: persons,
  what: 'Quoi',
  when: 'Quand',
  where: 'Où',
  who: 'Pour',
  link: f`Rejoindre la séance en ligne`,
  linkText: f`Ce lien est pour vous : ne le publiez pas.`,
  calendar: f`Ajouter à mon agenda`,
  event: f`Voir la page de l’événement`,
  saved: f`C’est enregistré. Si le nombre de personnes a changé, un courriel vous apporte le billet à jour.`,
  correct: f`Modifier mon inscription`,
  correctText: (party: boolean, mayGrow: boolean) => {
    if (!party) return f`Corrigez votre nom tel qu’il figure sur le billet.`;
    return mayGrow
      ? f`Corrigez votre nom ou le nombre de personnes. En ajouter dépend des places qui restent ; en retirer rend leurs places tout de suite.`
      : f`Corrigez votre nom, ou retirez des personnes : les inscriptions sont closes, on ne peut plus en ajouter.`;
  },
  otherAddress: f`Une autre adresse électronique ? Inscrivez-vous d’abord avec la nouvelle, puis libérez cette inscription.`,
  save: 'Enregistrer',
  back: f`Retour à mon inscription`,
  placesMore: (left: number) =>
    left === 0
      ? f`Il n’y a plus de place libre : on ne peut ajouter personne.`
      : left === 1
        ? f`Il ne reste qu’une place libre : on peut ajouter une personne, pas davantage.`
        : f`Il ne reste que ${places(left)} libres : on peut ajouter ${persons(left)}, pas davantage.`,
  takePeople: (party: number) => f`Passer à ${persons(party)}`,
  otherParty: f`Choisissez un autre nombre de personnes`,
  nothingChanged: f`Rien n’a été modifié : votre inscription reste telle quelle.`,
  refusals: {
    closed: f`Les inscriptions sont closes : on ne peut plus ajouter de personnes, seulement en retirer.`,
    not_live: f`Cette inscription ne peut plus être modifiée.`,
  },
  cannotCome: f`Un empêchement ?`,
  cannotComeText: f`Libérez votre place : quelqu’un d’autre en profitera.`,
  release: 'Libérer ma place',
  releaseMany: (count: number) => f`Libérer mes ${places(count)}`,
  releaseQuestion: (count: number) =>
    count === 1 ? f`Libérer votre place ?` : f`Libérer vos ${places(count)} ?`,
  releaseText: (count: number) =>
    count === 1
      ? f`Votre place sera rendue tout de suite. Quelqu’un d’autre pourra la prendre.`
      : f`Vos ${places(count)} seront rendues tout de suite. D’autres personnes pourront les prendre.`,
  keep: f`Non, ne rien changer`,
  status: {
    pending: f`Adresse à confirmer`,
    confirmed: f`Inscription confirmée`,
    waiting: f`Sur la liste d’attente`,
    offered: f`Une place vous est proposée`,
    invited: f`Une place vous est proposée`,
    attended: f`Merci de votre visite`,
    absent: f`C’est passé`,
    released: f`Place libérée`,
    left: f`Vous n’êtes plus sur la liste d’attente`,
    cancelled: f`Inscription annulée par l’organisateur`,
    lapsed: f`Inscription expirée`,
    notFound: f`Pas de place cette fois`,
    declined: f`Proposition déclinée`,
    past: f`C’est passé`,
    eventCancelled: f`Événement annulé`,
  },
  explained: {
    released: f`Merci d’avoir prévenu : votre place est rendue. Vous avez changé d’avis ? Inscrivez-vous de nouveau, s’il reste des places.`,
    left: f`Merci d’avoir prévenu. Vous avez changé d’avis ? Inscrivez-vous de nouveau, à la fin de la liste.`,
    cancelled: f`Elle n’ouvre plus l’entrée. Pour savoir pourquoi, écrivez à l’organisateur :`,
    lapsed: f`Nous n’avons pas eu votre réponse à temps : la place est rendue. Toujours envie de venir ? Inscrivez-vous de nouveau.`,
    notFound: f`La séance a commencé, et aucune place ne s’est libérée pour vous. Merci d’avoir attendu.`,
    past: f`Cette séance a déjà eu lieu.`,
    eventCancelled: f`Cet événement n’aura pas lieu. Votre inscription est annulée d’elle-même : vous n’avez rien à faire.`,
    waiting: f`Dès qu’une place se libère pour vous, nous vous écrivons.`,
    pending: f`Confirmez votre adresse pour garder votre place.`,
    offered: f`Une place s’est libérée. Dites-nous si vous la prenez.`,
    invited: f`Des places se libèrent au dernier moment : la première personne qui les prend les a.`,
    declined: f`Merci d’avoir prévenu : la place est allée à la personne suivante.`,
  },
  until: (moment: string) => f`Gardé pour vous jusqu’au ${moment}.`,
  gone: f`Quelqu’un d’autre a pris la place juste avant vous. Vous restez sur la liste d’attente.`,
  leave: f`Quitter la liste d’attente`,
  leaveHeading: f`Vous ne voulez plus attendre ?`,
  leaveText: f`Quittez la liste : la personne suivante avancera d’un rang.`,
  leaveQuestion: f`Quitter la liste d’attente ?`,
  leaveConsequence: f`Votre rang sera perdu. Vous pourrez vous inscrire de nouveau, à la fin de la liste.`,
  answers: {
    confirmer: {
      question: f`Confirmer votre inscription ?`,
      text: () => f`Un dernier geste : votre adresse est la bonne, et vous venez.`,
      button: () => f`Confirmer mon inscription`,
    },
    accepter: {
      question: f`Prendre la place ?`,
      text: (count: number) =>
        count === 1
          ? f`Elle est à vous dès que vous le dites, s’il est encore temps.`
          : f`Les ${places(count)} sont à vous dès que vous le dites, s’il est encore temps.`,
      button: (count: number) => (count === 1 ? f`Je prends la place` : f`Je prends les ${places(count)}`),
    },
    decliner: {
      question: f`Laisser la place ?`,
      text: () =>
        f`Elle ira tout de suite à la personne suivante. Vous ne serez plus sur la liste d’attente.`,
      button: () => f`Non merci, je la laisse`,
    },
  },
  registerAgain: f`Revenir à l’événement`,
};

export type MyRegistrationWords = typeof frenchMyRegistration;
