import { instant } from '../../shared/domain/instant.ts';
import type { Registration } from '../../shared/domain/registration.ts';
import { LAST_BAND } from '../../shared/domain/waiting.ts';
import { states } from '../support/states.ts';

/** Something a person can be shown: a page in a state. */
export type Entry = {
  readonly name: string;
  readonly edition: 'sample' | 'states';
  /** In French; `{confirmee}` stands for the link to that registration. */
  readonly path: string;
  /** Posted with a form token of the event, unless it says another. */
  readonly fields?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** What it is answered at last; 200 unless said. */
  readonly status?: number;
  /** Shown as the functions answer when something fails, without making anything fail. */
  readonly broken?: 500 | 503;
};

const sample = (name: string, path: string, more: Partial<Entry> = {}): Entry => ({
  name,
  edition: 'sample',
  path,
  ...more,
});
const state = (name: string, path: string, more: Partial<Entry> = {}): Entry => ({
  name,
  edition: 'states',
  path,
  ...more,
});

const sonia = {
  session: 'ouvert',
  lastName: 'Weber',
  firstName: 'Sonia',
  email: 'sonia@example.org',
  partySize: '1',
};
const refused = (name: string, slug: string, fields: Readonly<Record<string, string>> = {}): Entry =>
  state(`formulaire ${name}`, `/evenements/${slug}/inscriptions`, {
    fields: { ...sonia, session: slug, ...fields },
    status: 422,
  });

/** A registration that stands in the table before anybody looks. */
export type Prepared = { readonly session: string } & Partial<
  Pick<Registration, 'status' | 'until' | 'entry' | 'partySize' | 'establishment'>
>;
const later = instant('2027-10-20T12:00:00+02:00');
export const registrations = {
  confirmee: { session: 'dernieres-places', partySize: 1 },
  'a-plusieurs': { session: 'ouvert', partySize: 3 },
  'a-l-etroit': { session: 'seance-complete' },
  'en-ligne': { session: 'en-ligne' },
  'en-deux-fois': { session: 'premiere-demi-journee' },
  groupe: { session: 'groupe', partySize: 28, establishment: 'Collège des Tilleuls' },
  'a-confirmer': { session: 'ouvert', status: 'pending', until: later },
  proposee: { session: 'complet', status: 'offered', until: later },
  invitee: { session: 'complet', status: 'invited' },
  liberee: { session: 'ouvert', status: 'released' },
  'liste-quittee': { session: 'complet', status: 'released', entry: '1' },
  declinee: { session: 'complet', status: 'declined' },
  expiree: { session: 'ouvert', status: 'lapsed' },
  'restee-sans-place': { session: 'complet', status: 'lapsed', entry: '1' },
  'annulee-par-l-organisateur': { session: 'ouvert', status: 'cancelled' },
  venue: { session: 'passe', status: 'attended' },
  absente: { session: 'passe', status: 'absent' },
  passee: { session: 'passe' },
  'evenement-annule': { session: 'annule' },
} as const satisfies Readonly<Record<string, Prepared>>;

/** Who waits for one session, in order: the first of all, and somebody of whom only « plus de 50 » is said. */
export const waitingList = [
  'en-attente',
  ...Array.from({ length: LAST_BAND }, (_, number) => `attend-${number}`),
  'loin-dans-la-liste',
];

const mine = (which: keyof typeof registrations | 'en-attente', rest = '') =>
  `/inscriptions/{${which}}${rest}`;
const correction = (name: string, fields: Readonly<Record<string, string>>): Entry =>
  state(`modifier ${name}`, mine('confirmee', '/modifier'), {
    fields: { lastName: 'Weber', firstName: '', partySize: '1', ...fields },
    status: 422,
  });

/** Everything there is to see, once. */
export const entries: readonly Entry[] = [
  sample('programme', '/'),
  sample('programme filtre', '/?theme=cybersecurite&free=1'),
  sample('programme cherche', '/?q=ordinateur'),
  sample('programme sans resultat', '/?q=introuvable'),
  sample('programme sans resultat filtre', '/?q=introuvable&access=vi&day=2027-11-08'),
  sample('programme faute de frappe', '/?q=cybersecrite'),
  state('programme de tous les etats', '/'),
  sample('evenement long', '/evenements/robots-et-code-8-12'),
  sample('evenement a creneaux', '/evenements/permanence-diagnostic-cyber'),
  sample('evenement de groupe', '/evenements/classes-metiers-du-numerique'),
  ...states.map(({ slug }) => state(`evenement ${slug}`, `/evenements/${slug}`)),

  refused('vide', 'ouvert', { lastName: '', email: '', partySize: '' }),
  refused('adresse fausse', 'ouvert', { email: 'sonia.weber' }),
  refused('sans seance', 'plusieurs-seances', { session: '' }),
  refused('groupe vide', 'groupe', { lastName: '', establishment: '', partySize: 'beaucoup' }),
  refused('question sans reponse', 'questions', { 'question-metier': '' }),
  refused('trop de personnes', 'ouvert', { partySize: '9' }),
  refused('trop long', 'ouvert', { lastName: 'x'.repeat(300), accommodation: 'y'.repeat(3_000) }),
  refused('plus assez de places', 'dernieres-places', { partySize: '4' }),
  refused('complet', 'plusieurs-seances', { session: 'seance-complete' }),
  refused('complet avec liste', 'complet'),
  refused('plus assez de places avec liste', 'dernieres-places-avec-liste', { partySize: '4' }),
  refused('complet depuis', 'on-attend', { session: 'on-attend-1' }),
  refused('pas encore ouvert', 'pas-encore-ouvert'),
  refused('clos', 'inscriptions-closes'),
  refused('annule', 'annule'),
  refused('sur dossier', 'sur-dossier'),
  refused('a renvoyer', 'ouvert', { token: '' }),
  refused('adresse probable', 'ouvert', { email: 'sonia@gmial.com' }),
  ...['confirmee', 'a-confirmer', 'en-attente'].map((outcome) =>
    state(`suite ${outcome}`, `/evenements/ouvert/inscriptions/${outcome}`),
  ),
  state('suite autres seances', '/evenements/seances-au-choix/inscriptions/confirmee'),

  ...[...Object.keys(registrations), 'en-attente', 'loin-dans-la-liste'].map((name) =>
    state(`mon inscription ${name}`, `/inscriptions/{${name}}`),
  ),
  state('mon inscription enregistree', `${mine('confirmee')}?enregistre=1`),
  state('mon inscription prise par une autre', `${mine('invitee')}?prise=1`),
  state('liberer', mine('confirmee', '/liberer')),
  state('liberer plusieurs', mine('a-plusieurs', '/liberer')),
  state('quitter la liste', mine('en-attente', '/liberer')),
  state('confirmer', mine('a-confirmer', '/confirmer')),
  state('accepter', mine('proposee', '/accepter')),
  state('decliner', mine('proposee', '/decliner')),
  state('je viens', mine('confirmee', '/je-viens')),
  state('sans rappels', mine('confirmee', '/sans-rappels')),
  state('sans rappels arretes', mine('confirmee', '/sans-rappels'), { fields: {} }),
  state('modifier', mine('confirmee', '/modifier')),
  correction('sans nom', { lastName: '' }),
  correction('trop de personnes', { partySize: '9' }),
  state('modifier plus assez de places', mine('a-l-etroit', '/modifier'), {
    fields: { lastName: 'Weber', firstName: '', partySize: '4' },
    status: 422,
  }),

  state('mes inscriptions', '/mes-inscriptions'),
  state('mes inscriptions vide', '/mes-inscriptions', { fields: { email: '' }, status: 422 }),
  state('mes inscriptions fausse', '/mes-inscriptions', { fields: { email: 'sonia' }, status: 422 }),
  state('mes inscriptions envoye', '/mes-inscriptions/envoye'),
  ...['confidentialite', 'accessibilite', 'mentions-legales'].map((notice) => state(notice, `/${notice}`)),
  state('erreur 403', '/mes-inscriptions', {
    fields: {},
    headers: { origin: 'https://ailleurs.example.org' },
    status: 403,
  }),
  state('erreur 404', '/nulle-part', { status: 404 }),
  state('erreur 405', '/confidentialite', { fields: {}, status: 405 }),
  state('erreur 413', '/mes-inscriptions', { fields: { email: 'x'.repeat(17_000) }, status: 413 }),
  state('erreur 415', '/mes-inscriptions', {
    fields: {},
    headers: { 'content-type': 'text/plain' },
    status: 415,
  }),
  state('erreur 500', '/erreur', { broken: 500, status: 500 }),
  state('erreur 503', '/indisponible', { broken: 503, status: 503 }),
];
