import { french as f } from '../typography.ts';

/** Where people who have lost their mail ask for their links again. */
export const frenchMyLinks = {
  title: 'Mes inscriptions',
  lead: f`Vous avez perdu le courriel d'une inscription ? Donnez l'adresse que vous aviez indiquée : nous y envoyons le lien de chacune de vos inscriptions.`,
  emailHint: f`Telle que vous l'aviez écrite au moment de vous inscrire. Format attendu : nom@domaine.fr`,
  button: f`Recevoir mes liens`,
  again: f`Cette page était ouverte depuis trop longtemps, ou l'envoi a été trop rapide. Envoyez votre adresse encore une fois.`,
  sentTitle: f`Votre demande est reçue`,
  sent: f`Si des inscriptions à venir ont été faites avec cette adresse, un message qui les rassemble y arrive dans quelques minutes.`,
  neutral: f`Nous ne disons pas ici si une adresse est inscrite : cela ne regarde que vous.`,
  advice: [
    f`Regardez dans les courriers indésirables.`,
    f`Rien n'arrive ? L'adresse était peut-être une autre, ou écrite autrement.`,
    f`Vous aviez déjà demandé vos liens ? Attendez dix minutes avant de recommencer.`,
  ],
  anotherAddress: f`Essayer une autre adresse`,
  lost: f`Vous pouvez aussi vous faire envoyer de nouveau`,
  lostLink: f`le lien de vos inscriptions`,
};

export type MyLinksWords = typeof frenchMyLinks;
