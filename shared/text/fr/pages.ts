import type { Instant } from '../../domain/instant.ts';
import { dayAndHour, dayOnly, plural, shortDay } from '../format.ts';
import { french as f } from '../typography.ts';

const places = (count: number) => plural(count, 'place', 'places', 'fr');
const persons = (count: number) => plural(count, 'personne', 'personnes', 'fr');
const remaining = (left: number) =>
  left === 1 ? 'Il ne reste qu’une place' : `Il ne reste que ${places(left)}`;

/** Everything a page says in French. */
export const frenchPages = {
  name: 'Passerelle',
  otherLanguage: 'English',
  skip: 'Aller au contenu',
  programme: 'Programme',
  mainMenu: 'Menu principal',
  footerMenu: 'Pied de page',
  errorPrefix: f`Erreur : `,

  footer: {
    question: f`Une question ?`,
    privacy: 'Données personnelles',
    accessibility: f`Accessibilité : non auditée`,
    legal: 'Mentions légales',
  },

  home: {
    statement: (count: number, dates: string) =>
      `${plural(count, 'rendez\u2011vous gratuit', 'rendez\u2011vous gratuits', 'fr')}, ${dates}`,
    dates: (from: Instant, to: Instant) => `du\u00a0${dayOnly(from, 'fr')} au\u00a0${dayOnly(to, 'fr')}`,
    places: (communes: number) =>
      f`Dans ${plural(communes, 'commune', 'communes', 'fr')}. Sans compte : il suffit d’une adresse électronique.`,
    highlight: 'Temps fort',
    calendar: f`Le programme dans mon agenda (.ics)`,
    openData: f`Données ouvertes (JSON)`,
    jump: 'Aller au jour',
    weekdays: ['L', 'M', 'M', 'J', 'V', 'S', 'D'],
    count: (count: number) => plural(count, 'rendez-vous', 'rendez-vous', 'fr'),
    none: f`Le programme est terminé. Merci à toutes les personnes qui sont venues !`,
    soon: f`Le programme sera bientôt publié.`,
  },

  seats: {
    plenty: 'Places disponibles',
    few: (left: number) => (left === 1 ? 'Plus qu’une place' : f`Plus que ${places(left)}`),
    full: 'Complet',
    waiting: f`Complet, liste d’attente`,
    recommended: f`Entrée libre, inscription conseillée`,
    'not-open-yet': (opensAt: Instant) => f`Inscriptions à partir du ${shortDay(opensAt, 'fr')}`,
    closed: 'Inscriptions closes',
    past: 'Terminé',
    postponed: 'Reporté',
    cancelled: 'Annulé',
    'by-application': 'Sur dossier',
    external: 'Inscription sur un autre site',
    'no-registration': 'Entrée libre',
  },

  place: { online: 'En ligne', onSite: 'Sur place', mixed: 'Sur place ou en ligne' },

  register: {
    title: 'S’inscrire',
    button: 'S’inscrire',
    required: f`Tous les champs sont obligatoires, sauf ceux marqués « optionnel ».`,
    optional: '(optionnel)',
    chooseSession: 'Choisissez une séance',
    chooseSlot: 'Choisissez un créneau',
    anySessions: f`Une inscription par séance : après celle-ci, revenez choisir la suivante.`,
    partySize: f`Combien de personnes, vous compris ?`,
    partyHint: (max: number) => f`Jusqu’à ${persons(max)} par inscription.`,
    team: (size: number) =>
      f`On participe en équipe de ${size}. Vous pouvez inscrire votre équipe, ou une partie.`,
    headcount: f`Combien de personnes dans le groupe ?`,
    headcountHint: (max: number) =>
      f`Élèves et adultes ensemble, ${max} au plus. Ne donnez pas le nom des élèves.`,
    establishment: 'Établissement',
    groupContact: f`Vous êtes l’adulte responsable du groupe.`,
    lastName: 'Nom',
    firstName: 'Prénom',
    email: 'Adresse électronique',
    emailHint: f`Votre billet y sera envoyé. Format attendu : nom@domaine.fr`,
    audience: 'Vous venez en tant que',
    audienceNone: f`Choisissez, si vous le souhaitez`,
    accommodation: f`Avez-vous besoin d’un aménagement ?`,
    accommodationHint: f`Dites-nous ce qui vous aiderait, sans nous parler de votre santé.`,
    trap: f`Laissez ce champ vide`,
    together: (organiser: string, coordinator: string) => `${organiser} avec ${coordinator}`,
    notice: (event: string, processors: string, contact: string) =>
      f`Ces informations servent à gérer votre inscription à « ${event} ». Elles sont traitées par ${processors}, pour exécuter votre demande. Seule l’équipe d’organisation les voit. Elles sont conservées 12 mois après l’édition, puis supprimées ou rendues anonymes. Pour les consulter, les corriger, les emporter ou les effacer : ${contact}. Vous pouvez aussi saisir la CNIL.`,
    noticeMore: 'En savoir plus sur vos données',
    assisted: f`Sans adresse électronique ?`,
    assistedCall: f`Appelez-nous, nous vous inscrivons : `,
  },

  errors: {
    title: 'Il y a un problème',
    session: { required: f`Choisissez une séance`, not_offered: f`Choisissez une des séances proposées` },
    partySize: {
      required: f`Indiquez combien de personnes viendront`,
      invalid: f`Indiquez le nombre de personnes en chiffres, par exemple 2`,
      party_too_large: (max: number) => f`Une inscription compte ${persons(max)} au plus`,
      sold_out: (left: number) => f`${remaining(left)} : réduisez le nombre de personnes`,
    },
    establishment: { required: f`Indiquez le nom de l’établissement` },
    lastName: { required: f`Indiquez votre nom` },
    email: {
      required: f`Indiquez votre adresse électronique`,
      invalid: f`Vérifiez l’adresse électronique : elle s’écrit comme camille@exemple.fr`,
    },
    answer: { required: f`Répondez à cette question` },
    named: (field: string, text: string) => f`« ${field} » : ${text}`,
    any: {
      required: f`Ce champ est obligatoire`,
      invalid: f`Cette réponse n’est pas comprise`,
      too_long: f`Cette réponse est trop longue`,
      forbidden_characters: f`Cette réponse contient des caractères que nous ne pouvons pas lire`,
      party_too_large: f`Ce nombre est trop grand`,
      not_offered: f`Ce choix n’est pas proposé`,
      unknown_field: f`Ce champ n’existe pas`,
    },
  },

  refusals: {
    sold_out: (left: number) =>
      left === 0
        ? f`Cette séance est complète. Rien n’a été réservé.`
        : f`${remaining(left)}. Rien n’a été réservé.`,
    takeLeft: (left: number) =>
      left === 1 ? f`Prendre la dernière place` : f`Prendre les ${places(left)} restantes`,
    join: (party: number) => f`S’inscrire sur la liste d’attente pour ${persons(party)}`,
    not_open_yet: (opensAt: Instant) =>
      f`Les inscriptions ne sont pas encore ouvertes. Elles ouvrent ${dayAndHour(opensAt, 'fr')}.`,
    closed: f`Les inscriptions sont closes depuis que vous avez ouvert cette page. Rien n’a été réservé.`,
    cancelled: f`Cet événement est annulé. Rien n’a été réservé.`,
    by_application: f`Cet événement ne prend pas d’inscription en ligne. Rien n’a été réservé.`,
    send_again: f`Cette page était ouverte depuis trop longtemps, ou l’envoi a été trop rapide. Vérifiez vos réponses et envoyez-les encore une fois.`,
  },

  address: {
    title: f`Une vérification avant de réserver`,
    nothingYet: f`Rien n’est encore réservé : votre adresse contient peut-être une faute de frappe.`,
    question: (probable: string) => f`Vouliez-vous dire ${probable} ?`,
    typed: (typed: string) => f`Vous avez écrit ${typed}. Votre billet y serait envoyé.`,
    use: (probable: string) => f`Utiliser ${probable}`,
    keep: (typed: string) => f`Garder ${typed}`,
  },

  outcome: {
    confirmee: {
      title: f`C’est réservé !`,
      text: f`Votre demande est enregistrée et votre place est gardée.`,
    },
    'a-confirmer': {
      title: f`Plus qu’un geste : confirmez votre adresse`,
      text: f`Votre place est gardée une heure. Ouvrez le courriel que nous venons de vous envoyer et confirmez.`,
    },
    'en-attente': {
      title: f`Vous êtes sur la liste d’attente`,
      text: f`Votre demande est enregistrée. Dès qu’une place se libère pour vous, nous vous écrivons.`,
    },
    mail: f`Un courriel part à l’adresse que vous avez donnée. Il contient votre billet, le fichier pour votre agenda et le lien pour libérer votre place si vous ne pouvez plus venir.`,
    mailWaiting: f`Un courriel part à l’adresse que vous avez donnée. Il contient le lien pour quitter la liste.`,
    nothing: f`Rien reçu ?`,
    nothingAdvice: [
      f`Attendez quelques minutes, puis regardez dans les courriers indésirables.`,
      f`Une faute de frappe dans l’adresse ? Inscrivez-vous encore une fois avec la bonne.`,
      f`Toujours rien ? Écrivez-nous :`,
    ],
    otherSessions: f`Les autres séances`,
    another: f`S’inscrire à une autre séance`,
    programme: f`Retour au programme`,
  },

  notFound: {
    title: f`Cette page n’existe pas`,
    text: f`L’adresse est peut-être incomplète, ou le lien n’est plus valable. Si vous veniez d’un courriel, utilisez le plus récent.`,
  },
  notAllowed: {
    title: f`Cela ne se fait pas ici`,
    text: f`Cette adresse ne répond pas à ce genre de demande.`,
  },
  tooLong: {
    title: f`Envoi trop long`,
    text: f`Revenez à la page précédente, raccourcissez vos réponses et envoyez-les encore une fois.`,
  },
  unreadable: {
    title: f`Envoi illisible`,
    text: f`Revenez à la page précédente, rechargez-la et envoyez vos réponses encore une fois.`,
  },
  unavailable: {
    title: f`Un instant…`,
    text: f`Le site ne répond pas assez vite. Votre demande est peut-être passée : réessayez dans quelques secondes, elle ne sera pas comptée deux fois.`,
    retry: f`Réessayer`,
  },
  failed: {
    title: f`Quelque chose n’a pas marché`,
    text: f`C’est de notre fait, et nous en sommes avertis. Réessayez dans quelques minutes.`,
  },
  forbidden: {
    title: f`Envoi refusé`,
    text: f`Ce formulaire a été envoyé depuis un autre site. Revenez à la page de l’événement et recommencez.`,
  },
  programmeLink: f`Voir le programme`,
};

export type Pages = typeof frenchPages;
