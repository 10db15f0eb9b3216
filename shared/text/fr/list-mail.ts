import { plural } from '../format.ts';
import { french } from '../typography.ts';

const seats = (party: number) => (party === 1 ? 'votre place' : 'vos places');
const whoseSeats = (party: number) => (party === 1 ? 'Votre place' : `Vos ${party} places`);

/** What mails say about seats that are not sure yet: to be confirmed, waited for, offered, gone. */
export const frenchListMail = {
  subject: {
    verify: (party: number) => french`Confirmez votre adresse pour garder ${seats(party)}`,
    waiting: (title: string) => french`Liste d’attente : ${title}`,
    offered: (party: number, moment: string) =>
      party === 1
        ? french`Une place se libère : à confirmer avant le ${moment}`
        : french`${party} places se libèrent : à confirmer avant le ${moment}`,
    invited: (title: string) => french`Dernières places pour ${title} : premier arrivé, premier servi`,
    invitedShort: (title: string) => french`Dernières places : ${title}`,
    lapsed: (party: number) =>
      party === 1
        ? french`Votre place a été proposée à quelqu’un d’autre`
        : french`Vos places ont été proposées à quelqu’un d’autre`,
    lost: french`La place vient d’être prise : vous restez sur la liste`,
    left: french`Vous n’êtes plus sur la liste d’attente`,
    notFound: french`Nous n’avons pas pu vous trouver de place cette fois`,
  },
  at: (day: string, hour: string) => `${day} à ${hour}`,
  verify: (party: number, moment: string) =>
    party === 1
      ? french`Plus qu’un geste : confirmez votre adresse. Votre place est gardée jusqu’au ${moment}.`
      : french`Plus qu’un geste : confirmez votre adresse. Vos ${party} places sont gardées jusqu’au ${moment}.`,
  confirm: french`Confirmer mon inscription`,
  notYou: french`Ce n’était pas vous ?`,
  doNothing: french`Ne faites rien : sans confirmation, la place est rendue d’elle-même.`,
  refuse: french`Vous pouvez aussi la rendre tout de suite`,
  waiting: french`Vous êtes sur la liste d’attente. Dès qu’une place se libère pour vous, nous vous écrivons : vous n’avez rien à faire d’ici là.`,
  among: (first: number) => french`Vous êtes parmi les ${first} premières personnes de la liste.`,
  beyond: (last: number) =>
    french`Plus de ${plural(last, 'personne attend', 'personnes attendent', 'fr')} avant vous.`,
  noLongerWaiting: french`Vous ne voulez plus attendre ?`,
  leave: french`Quittez la liste`,
  nextOne: french`La personne suivante vous en remercie.`,
  offered: (party: number, moment: string) =>
    party === 1
      ? french`Bonne nouvelle : une place vient de se libérer. Elle est à vous jusqu’au ${moment}.`
      : french`Bonne nouvelle : ${party} places viennent de se libérer. Elles sont à vous jusqu’au ${moment}.`,
  accept: (party: number) => (party === 1 ? french`Je prends la place` : french`Je prends les places`),
  decline: french`Non merci`,
  otherwise: french`Vous ne pouvez plus venir ?`,
  goesOn: french`La place ira tout de suite à la personne suivante.`,
  invited: french`Des places se libèrent au dernier moment. Elles vont aux premières personnes qui les prennent.`,
  lapsedOnce: (party: number) =>
    french`Nous n’avons pas eu votre réponse à temps. ${whoseSeats(party)} ${party === 1 ? 'va' : 'vont'} à quelqu’un d’autre. Vous restez sur la liste d’attente, à la fin.`,
  lapsedForGood: (party: number) =>
    french`Nous n’avons pas eu votre réponse à temps. ${whoseSeats(party)} ${party === 1 ? 'va' : 'vont'} à quelqu’un d’autre, et vous n’êtes plus sur la liste d’attente.`,
  lapsedUnconfirmed: (party: number) =>
    party === 1
      ? french`Vous n’avez pas confirmé votre adresse à temps : la place que nous gardions pour vous est rendue.`
      : french`Vous n’avez pas confirmé votre adresse à temps : les places que nous gardions pour vous sont rendues.`,
  lost: french`Quelqu’un d’autre a pris la place juste avant vous. Vous restez sur la liste : si une autre se libère, elle ira à la première personne qui la prend.`,
  left: french`Merci de nous avoir prévenus : vous n’êtes plus sur la liste d’attente.`,
  declined: (party: number) =>
    party === 1
      ? french`Merci de nous avoir prévenus : la place va tout de suite à la personne suivante.`
      : french`Merci de nous avoir prévenus : les places vont tout de suite aux personnes suivantes.`,
  notFound: french`La séance commence, et aucune place ne s’est libérée pour vous. Merci d’avoir attendu.`,
  elsewhere: french`Voir où il reste des places`,
  stillInterested: french`Toujours envie de venir ?`,
};
