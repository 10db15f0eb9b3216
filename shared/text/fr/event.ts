import type { Instant } from '../../domain/instant.ts';
import { dayAndHour, hours, shortDay } from '../format.ts';
import { french as f } from '../typography.ts';

/** What the page of an event says in French. */
export const frenchEvent = {
  when: 'Quand',
  allSessions: f`Une seule inscription vaut pour toutes les dates :`,
  where: 'Où',
  onlineHow: f`Le lien de connexion est dans votre confirmation.`,
  map: 'Voir sur la carte',
  who: 'Pour qui',
  organiser: 'Organisé par',
  language: 'Langue',
  languages: { fr: 'français', en: 'anglais' } as Readonly<Record<string, string>>,
  accessibility: 'Accessibilité',
  impairments: {
    hi: 'handicap auditif',
    ii: 'handicap mental',
    mi: 'handicap moteur',
    pi: 'handicap psychique',
    vi: 'handicap visuel',
  },
  welcomes: (impairments: readonly string[]) => f`Accueil prévu : ${impairments.join(', ')}`,
  noAccessibility: f`Aucun aménagement annoncé : dites-nous vos besoins en vous inscrivant, ou écrivez à l’organisateur.`,
  tags: {
    lsf: 'Interprétation en langue des signes française (LSF)',
    'sous-titrage': 'Sous-titrage en direct',
  } as Readonly<Record<string, string>>,
  conditions: 'À savoir',
  entry: 'Entrée',
  free: 'Gratuit',
  walkIns: f`Gratuit. Sans inscription : possible s’il reste des places.`,
  noWalkIns: f`Gratuit, sur inscription.`,
  fromAge: (min: number) => f`à partir de ${min} ans`,
  betweenAges: (min: number, max: number) => f`de ${min} à ${max} ans`,
  status: {
    scheduled: '',
    cancelled: '',
    postponed: f`Cet événement est reporté : la nouvelle date n’est pas encore connue.`,
    rescheduled: f`Attention : la date ou le lieu de cet événement a changé.`,
    'moved-online': f`Attention : cet événement a maintenant lieu en ligne.`,
  },
  online: 'en ligne',
  onSite: 'sur place',
  session: (begin: Instant, end: Instant) => f`${shortDay(begin, 'fr')}, ${hours(begin, end, 'fr')}`,
  details: 'En détail',
  calendar: f`Ajouter à mon agenda`,
  alternatives: f`Il reste des places ailleurs`,

  state: {
    full: f`Complet`,
    fullText: f`Toutes les places sont prises. Des places se libèrent parfois : revenez voir.`,
    'not-open-yet': f`Pas encore ouvert`,
    notOpenYetText: (opensAt: Instant) => f`Les inscriptions ouvrent ${dayAndHour(opensAt, 'fr')}.`,
    closed: 'Inscriptions closes',
    closedText: f`Les inscriptions à cet événement sont closes.`,
    closedWalkIns: f`Vous pouvez venir sans inscription : l’entrée se fera s’il reste des places.`,
    past: 'C’est terminé',
    pastText: f`Cet événement a déjà eu lieu.`,
    cancelled: 'Annulé',
    cancelledText: f`Cet événement n’aura pas lieu.`,
    'by-application': 'Sur dossier',
    applicationText: f`On participe sur dossier. Pour proposer le vôtre, écrivez à l’organisateur :`,
    external: f`Inscription sur un autre site`,
    externalText: f`Les inscriptions se font auprès de l’organisateur.`,
    externalLink: 'S’inscrire auprès de l’organisateur',
    'no-registration': 'Entrée libre',
    noRegistrationText: f`Venez simplement : il n’y a pas d’inscription.`,
    otherEvents: f`Voir tout le programme`,
  },
};

export type EventWords = typeof frenchEvent;
