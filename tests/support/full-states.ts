import { aState, at, type EventState, open, shut } from './state.ts';

/** The last seats, none left, and the waiting list. */
export const fullStates: readonly EventState[] = [
  aState(
    'dernieres-places',
    { fr: 'Dernières places', en: 'Last seats' },
    open(['Plus que 3 places'], ['Only 3 seats left']),
    {
      timings: [at('dernieres-places', '2027-11-09T14:00:00+01:00', '2027-11-09T16:00:00+01:00', 5)],
      taken: { 'dernieres-places': 2 },
    },
  ),
  aState(
    'complet',
    { fr: 'Complet', en: 'Full' },
    shut('open', 'sold_out', ['Complet', 'Toutes les places sont prises'], ['All the seats are taken']),
    {
      timings: [at('complet', '2027-11-23T14:00:00+01:00', '2027-11-23T16:00:00+01:00', 4)],
      taken: { complet: 4 },
    },
  ),
  aState(
    'complet-entree-libre',
    { fr: 'Complet, sans inscription possible', en: 'Full, walk-ins welcome' },
    shut(
      'open',
      'sold_out',
      ['Toutes les places sont prises', 'Vous pouvez venir sans inscription'],
      ['All the seats are taken', 'You can come without registering'],
    ),
    {
      timings: [at('complet-entree-libre', '2027-11-23T14:00:00+01:00', '2027-11-23T16:00:00+01:00', 4)],
      taken: { 'complet-entree-libre': 4 },
      registration: { walkIns: true },
    },
  ),
  aState(
    'complet-avec-liste',
    { fr: 'Complet, avec liste d’attente', en: 'Full, with a waiting list' },
    {
      ...open(
        ['Complet, liste d’attente', 'S’inscrire sur la liste d’attente', 'J’accepte moins de places'],
        ['Full, waiting list', 'Join the waiting list'],
      ),
      refused: [409, 'sold_out'],
    },
    {
      timings: [at('complet-avec-liste', '2027-11-23T14:00:00+01:00', '2027-11-23T16:00:00+01:00', 4)],
      taken: { 'complet-avec-liste': 4 },
      registration: { waitlist: true },
    },
  ),
  aState(
    'on-attend',
    { fr: 'On attend déjà', en: 'People wait already' },
    {
      ...open(
        ['Complet, liste d’attente', 'J’accepte moins de places', 'Places disponibles'],
        ['Full, waiting list', 'Seats available'],
      ),
      refused: [409, 'sold_out'],
    },
    {
      timings: [
        at('on-attend-1', '2027-11-23T14:00:00+01:00', '2027-11-23T16:00:00+01:00', 4),
        at('on-attend-2', '2027-11-24T14:00:00+01:00', '2027-11-24T16:00:00+01:00', 20),
      ],
      taken: { 'on-attend-1': 4 },
      waiting: { 'on-attend-1': 1 },
      registration: { waitlist: true },
    },
  ),
  aState(
    'dernieres-places-avec-liste',
    { fr: 'Dernières places, avec liste d’attente', en: 'Last seats, with a waiting list' },
    open(['Plus que 2 places', 'S’inscrire'], ['Only 2 seats left']),
    {
      timings: [
        at('dernieres-places-avec-liste', '2027-11-25T14:00:00+01:00', '2027-11-25T16:00:00+01:00', 5),
      ],
      taken: { 'dernieres-places-avec-liste': 3 },
      registration: { waitlist: true },
    },
  ),
];
