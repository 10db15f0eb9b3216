import { fullStates } from './full-states.ts';
import { aState, at, type EventState, open, shut } from './state.ts';

export const states: readonly EventState[] = [
  aState(
    'ouvert',
    { fr: 'Ouvert', en: 'Open' },
    open(['Places disponibles', 'Jusqu’à 4 personnes'], ['Seats available', 'Up to 4 people']),
  ),
  aState(
    'questions',
    { fr: 'Avec des questions', en: 'With questions' },
    {
      ...open(['Votre métier', 'Votre niveau (optionnel)'], ['Your trade', 'Your level (optional)']),
      refused: [422, 'invalid_input'],
    },
    {
      registration: {
        questions: [
          { id: 'metier', label: { fr: 'Votre métier', en: 'Your trade' }, required: true },
          { id: 'niveau', label: { fr: 'Votre niveau', en: 'Your level' } },
        ],
      },
    },
  ),
  aState(
    'plusieurs-seances',
    { fr: 'Plusieurs séances, une complète', en: 'Several sessions, one of them full' },
    {
      ...open(['Choisissez une séance', 'Complet', 'Places disponibles'], ['Choose a session', 'Full']),
      refused: [409, 'sold_out'],
    },
    {
      timings: [
        at('seance-complete', '2027-11-10T09:00:00+01:00', '2027-11-10T10:00:00+01:00', 4),
        at('seance-libre', '2027-11-10T11:00:00+01:00', '2027-11-10T12:00:00+01:00'),
      ],
      taken: { 'seance-complete': 4 },
    },
  ),
  aState(
    'seances-au-choix',
    { fr: 'Plusieurs séances au choix', en: 'As many sessions as you like' },
    open(['Une inscription par séance'], ['One registration per session']),
    {
      sessionPolicy: 'any-sessions',
      timings: [
        at('au-choix-1', '2027-11-12T09:00:00+01:00', '2027-11-12T10:00:00+01:00'),
        at('au-choix-2', '2027-11-12T11:00:00+01:00', '2027-11-12T12:00:00+01:00'),
      ],
    },
  ),
  aState(
    'en-deux-fois',
    { fr: 'En deux demi-journées', en: 'In two half-days' },
    open(['Une seule inscription vaut pour toutes les dates'], ['One registration covers all the dates']),
    {
      sessionPolicy: 'all-sessions',
      timings: [
        at('premiere-demi-journee', '2027-11-15T09:00:00+01:00', '2027-11-15T12:00:00+01:00'),
        at('seconde-demi-journee', '2027-11-16T09:00:00+01:00', '2027-11-16T12:00:00+01:00'),
      ],
    },
  ),
  aState(
    'creneaux',
    { fr: 'Par créneaux', en: 'By time slots' },
    open(['Choisissez un créneau', '14 h 30'], ['Choose a time slot']),
    {
      timings: [at('creneaux', '2027-11-23T14:00:00+01:00', '2027-11-23T16:00:00+01:00', 4)],
      registration: { bookBySlot: true, slotMinutes: 30, maxPartySize: 1 },
    },
  ),
  aState(
    'equipes',
    { fr: 'En équipe', en: 'In teams' },
    open(['On participe en équipe de 3'], ['People take part in teams of 3']),
    { registration: { teamSize: 3 } },
  ),
  aState(
    'groupe',
    { fr: 'Pour les groupes', en: 'For groups' },
    {
      ...open(['Établissement', 'Élèves et adultes ensemble'], ['School or institution']),
      refused: [422, 'invalid_input'],
    },
    { registration: { mode: 'group', maxPartySize: 30 } },
  ),
  aState(
    'conseillee',
    { fr: 'Inscription conseillée', en: 'Registration advised' },
    open(
      ['Entrée libre, inscription conseillée', 'Sans inscription : possible s’il reste des places'],
      ['Free entry, registration advised'],
    ),
    { registration: { mode: 'recommended', walkIns: true } },
  ),
  aState(
    'par-telephone',
    { fr: 'Inscription par téléphone aussi', en: 'By telephone, too' },
    open(['Sans adresse électronique ?', '03 53 01 00 42'], ['No e-mail address?', '03 53 01 00 42']),
    { registration: { assistedRegistration: true } },
  ),
  aState(
    'francais-seulement',
    { fr: 'Décrit en français seulement' },
    open(['Décrit en français seulement', 'Rien en anglais'], ['Décrit en français seulement']),
    { description: { fr: 'Rien en anglais ici.' } },
  ),
  aState(
    'en-ligne',
    { fr: 'En ligne', en: 'Online' },
    open(['En ligne', 'Le lien de connexion est dans votre confirmation'], ['Online']),
    { attendanceMode: 2 },
  ),
  aState(
    'mixte',
    { fr: 'Sur place ou en ligne', en: 'On site or online' },
    open(['sur place', 'en ligne', 'Choisissez une séance'], ['on site', 'online']),
    {
      attendanceMode: 3,
      timings: [
        {
          ...at('mixte', '2027-11-23T18:00:00+01:00', '2027-11-23T20:00:00+01:00'),
          onlineCapacity: 100,
        },
      ],
    },
  ),
  aState(
    'deplace-en-ligne',
    { fr: 'Passé en ligne', en: 'Moved online' },
    open(['Attention : cet événement a maintenant lieu en ligne'], ['this event now takes place online']),
    { status: 3, attendanceMode: 2 },
  ),
  aState(
    'deplace',
    { fr: 'Date ou lieu changé', en: 'New date or place' },
    open(
      ['la date ou le lieu de cet événement a changé'],
      ['the date or the place of this event has changed'],
    ),
    { status: 2 },
  ),
  aState(
    'reporte',
    { fr: 'Reporté', en: 'Postponed' },
    {
      ...shut(
        'closed',
        'closed',
        ['Cet événement est reporté', 'Inscriptions closes'],
        ['This event is postponed', 'Registration closed'],
      ),
      never: 'Vous pouvez venir sans inscription',
    },
    { status: 4, registration: { walkIns: true } },
  ),
  aState(
    'annule',
    { fr: 'Annulé', en: 'Cancelled' },
    shut('cancelled', 'cancelled', ['Cet événement n’aura pas lieu'], ['This event will not take place']),
    { status: 6 },
  ),
  ...fullStates,
  aState(
    'adresse-a-confirmer',
    { fr: 'Adresse à confirmer', en: 'Address to be confirmed' },
    { ...open(['Places disponibles'], ['Seats available']), outcome: 'pending' },
    { registration: { verifyAddress: true } },
  ),
  aState(
    'pas-encore-ouvert',
    { fr: 'Pas encore ouvert', en: 'Not open yet' },
    shut(
      'not-open-yet',
      'not_open_yet',
      ['Les inscriptions ouvrent', '2 novembre'],
      ['Registration opens on', '2 November'],
    ),
    { registration: { opensAt: '2027-11-02T09:00:00+01:00' } },
  ),
  aState(
    'inscriptions-closes',
    { fr: 'Inscriptions closes', en: 'Registration closed' },
    shut(
      'closed',
      'closed',
      ['Les inscriptions à cet événement sont closes'],
      ['Registration for this event is closed'],
    ),
    { registration: { closesAt: '2027-10-18T09:00:00+02:00' } },
  ),
  aState(
    'closes-entree-libre',
    { fr: 'Inscriptions closes, on peut venir', en: 'Registration closed, walk-ins welcome' },
    shut(
      'closed',
      'closed',
      ['sont closes', 'Vous pouvez venir sans inscription'],
      ['is closed', 'You can come without registering'],
    ),
    { registration: { closesAt: '2027-10-15T18:00:00+02:00', walkIns: true } },
  ),
  aState(
    'commence',
    { fr: 'Déjà commencé', en: 'Already begun' },
    shut('closed', 'closed', ['Inscriptions closes'], ['Registration closed']),
    { timings: [at('commence', '2027-10-18T08:30:00+02:00', '2027-10-18T11:00:00+02:00')] },
  ),
  aState(
    'passe',
    { fr: 'Passé', en: 'Over' },
    shut('past', 'closed', ['Cet événement a déjà eu lieu'], ['This event has already taken place']),
    {
      timings: [at('passe', '2027-10-11T14:00:00+02:00', '2027-10-11T16:00:00+02:00')],
    },
  ),
  aState(
    'sur-dossier',
    { fr: 'Sur dossier', en: 'By application' },
    shut(
      'by-application',
      'by_application',
      ['On participe sur dossier', 'atelier@etats.example.org'],
      ['People take part by application'],
    ),
    { registration: { mode: 'approval' } },
  ),
  aState(
    'externe',
    { fr: 'Inscription ailleurs', en: 'Registration elsewhere' },
    shut(
      'external',
      'by_application',
      ['Les inscriptions se font auprès de l’organisateur'],
      ['Registration is with the organiser'],
    ),
    { registration: { mode: 'external', url: 'https://inscriptions.etats.example.org/atelier' } },
  ),
  aState(
    'entree-libre',
    { fr: 'Entrée libre', en: 'Free entry' },
    shut(
      'no-registration',
      'closed',
      ['Venez simplement : il n’y a pas d’inscription'],
      ['Just come: there is no registration'],
    ),
    { registration: { mode: 'none', walkIns: true } },
  ),
];
