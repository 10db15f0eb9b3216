import { plural } from '../format.ts';
import { french as f } from '../typography.ts';

const events = (count: number) => plural(count, 'rendez\u2011vous', 'rendez\u2011vous', 'fr');

/** What the search and the filters of the programme say in French. */
export const frenchFilters = {
  region: 'Chercher dans le programme',
  themes: 'Thèmes',
  allThemes: 'Tous les thèmes',
  q: 'Rechercher',
  qHint: f`Un mot, un lieu, une structure`,
  more: 'Plus de filtres',
  day: 'Jour',
  anyDay: 'Tous les jours',
  commune: 'Commune',
  anyCommune: 'Toutes les communes',
  audience: 'Public',
  anyAudience: 'Tous les publics',
  access: 'Accessibilité',
  anyAccess: 'Sans préciser',
  free: 'Encore des places',
  button: 'Chercher',
  apply: 'Appliquer',
  found: (count: number, of: number) =>
    count === 0 ? f`Aucun rendez\u2011vous trouvé` : f`${events(count)} sur ${of}`,
  active: 'Filtres actifs',
  remove: (label: string) => f`Retirer le filtre : ${label}`,
  quoted: (q: string) => f`« ${q} »`,
  clear: 'Tout effacer',
  nearest: f`En retirant un seul filtre :`,
  without: (label: string) => f`Sans le filtre ${label}`,
  count: events,
  nothingNear: f`Essayez un autre mot, ou moins de filtres.`,
  whole: 'Voir tout le programme',
};

export type FilterWords = typeof frenchFilters;
