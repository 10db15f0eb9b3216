import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { instant } from '../../shared/domain/instant.ts';
import type { ReturnedForm } from '../../shared/web/form.ts';
import { stylesheet } from '../../shared/web/stylesheet.ts';
import { anEvent, aSession } from '../support/edition.ts';
import { afternoon, head, morning, type Shown, show } from '../support/event-page.ts';

const hasForm = (page: string) => page.includes('<form');
const field = (page: string, name: string) =>
  new RegExp(`<(input|select|textarea)[^>]* name="${name}"[^>]*>`).exec(page)?.[0];

describe('seats left', () => {
  it.each([
    [11, 'Places disponibles'],
    [10, 'Plus que 10\u00a0places'],
    [2, 'Plus que 2\u00a0places'],
    [1, 'Plus qu’une place'],
  ])('%i seats are told as « %s »', (left, text) => {
    expect(show({ free: { [morning.id]: left } })).toContain(text);
  });

  it('are promised to nobody when they could not be read: the form is there, the ledger decides', () => {
    expect(hasForm(show({ seats: new Map() }))).toBe(true);
  });
});

describe('a full event with a list', () => {
  const event = anEvent({ registration: { waitlist: true } });
  const full = { event, free: { [morning.id]: 0 } };
  it.each<[string, Shown]>([
    ['without a seat left', full],
    ['whose seats are for those who wait', { event, seats: new Map([[morning.id, head(3, 'waiting')]]) }],
  ])('%s has a form whose button joins the list', (_, shown) => {
    const page = show(shown);
    expect(page).toContain('Complet, liste d’attente');
    expect(page).toContain(`name="list" value="${morning.id}"`);
    expect(page).toMatch(/<button type="submit">S’inscrire sur la liste d’attente</);
  });

  it('asks how many seats would do, folded away, where more than one may come', () => {
    expect(show(full)).toMatch(/<details><summary>J’accepte moins de places<.*<option value>Toutes, sinon/);
    expect(show({ event })).not.toContain('minimumSeats');
    const alone = anEvent({ registration: { waitlist: true, maxPartySize: 1 } });
    expect(show({ ...full, event: alone })).not.toContain('minimumSeats');
  });

  it('lets the full one of several sessions be chosen, and the button books', () => {
    const page = show({ ...full, sessions: [morning, afternoon] });
    expect(page).not.toContain('disabled');
    expect(page).toContain(`name="list" value="${morning.id}"`);
    expect(page).toMatch(/<button type="submit">S’inscrire</);
  });

  it('does not ask again whoever said to wait', () => {
    const page = show({ ...full, form: { values: { join: 'true' }, errors: [] } });
    expect(page).toContain('<input type="hidden" name="join" value="true"/>');
    expect(page).not.toContain('name="list"');
  });

  it('takes registrations where there is no list and a seat came back to blocks that wait', () => {
    const page = show({ seats: new Map([[morning.id, head(3, 'waiting')]]) });
    expect(page).toContain('Plus que 3\u00a0places');
    expect(hasForm(page)).toBe(true);
  });
});

describe('an honest state instead of a dead form', () => {
  it('says once that an event is cancelled', () => {
    const page = show({ event: anEvent({ status: 'cancelled' }) });
    expect(page).not.toContain('class="warning"');
    expect(show({ event: anEvent({ status: 'rescheduled' }) })).toContain('class="warning"');
  });

  const late = instant('2027-11-08T08:00:00+01:00');
  it.each<[string, Shown, string]>([
    ['full', { free: { [morning.id]: 0 } }, 'Toutes les places sont prises'],
    ['not open yet', { at: instant('2027-10-04T08:59:59.999+02:00') }, 'lundi 4 octobre 2027 à 9\u00a0h'],
    ['closed', { at: late }, 'sont closes'],
    ['closed by its blocks', { seats: new Map([[morning.id, head(3, 'closed')]]) }, 'sont closes'],
    ['past', { at: instant('2027-11-08T10:30:00+01:00') }, 'a déjà eu lieu'],
    ['cancelled', { event: anEvent({ status: 'cancelled' }) }, 'n’aura pas lieu'],
    [
      'by application',
      { event: anEvent({ registration: { mode: 'approval' } }) },
      'mailto:artisans@example.org',
    ],
    [
      'elsewhere',
      { event: anEvent({ registration: { mode: 'external', url: 'https://autre.example.org/' } }) },
      'https://autre.example.org/',
    ],
    [
      'without registration',
      { event: anEvent({ registration: { mode: 'none' } }) },
      'il n’y a pas d’inscription',
    ],
  ])('when the event is %s', (_, shown, text) => {
    const page = show(shown);
    expect(page).toContain(text);
    expect(hasForm(page)).toBe(false);
  });

  it('says that one may come without registering where that is so', () => {
    const walkIns = anEvent({ registration: { walkIns: true } });
    expect(show({ event: walkIns, at: late })).toContain('venir sans inscription');
    expect(show({ at: late })).not.toContain('venir sans inscription');
  });
});

describe('the form', () => {
  it('asks as little as it can: one session needs no choice, a party of one no number', () => {
    const page = show({ event: anEvent({ registration: { maxPartySize: 1 } }) });
    expect(field(page, 'session')).toContain('type="hidden"');
    expect(field(page, 'partySize')).toBe('<input type="hidden" name="partySize" value="1"/>');
  });

  it('offers several sessions as a choice, the full one disabled with its reason', () => {
    const page = show({ sessions: [morning, afternoon], free: { [morning.id]: 0 } });
    const [full, free] = [...page.matchAll(/<label class="choice">.*?<\/label>/g)].map(([choice]) => choice);
    expect(full).toMatch(/disabled.*Complet/);
    expect(free).not.toContain('disabled');
  });

  it('tells people and browsers what each field is for', () => {
    const page = show();
    expect(field(page, 'lastName')).toContain('autocomplete="family-name"');
    expect(field(page, 'firstName')).toContain('autocomplete="given-name"');
    expect(field(page, 'email')).toContain('type="email"');
    expect(field(page, 'email')).toContain('autocomplete="email"');
    expect(page).toContain('aria-describedby="email-hint"');
    expect(field(page, 'website')).toMatch(/tabindex="-1" autocomplete="off"/i);
  });

  it('of a group asks for the establishment and a headcount, not for pupils or a profile', () => {
    const page = show({ event: anEvent({ registration: { mode: 'group', maxPartySize: 35 } }) });
    expect(field(page, 'establishment')).toBeDefined();
    expect(field(page, 'audience')).toBeUndefined();
    expect(page).toContain('Ne donnez pas le nom des élèves');
  });

  it('of a team event says how many a team are, and takes as many', () => {
    const page = show({ event: anEvent({ registration: { maxPartySize: 2, teamSize: 3 } }) });
    expect(page).toContain('équipe de 3');
    expect(page).toContain('<option>3</option>');
  });

  it('asks the questions of the organiser', () => {
    const questions = [{ id: 'poste', label: { fr: 'Votre poste ?' }, required: false }];
    const page = show({ event: anEvent({ registration: { questions } }) });
    expect(page).toContain('Votre poste ?');
    expect(field(page, 'question-poste')).not.toContain('required');
  });

  it('gives a telephone number to who has no address', () => {
    expect(show({ event: anEvent({ registration: { assisted: true } }) })).toContain(
      'href="tel:+33353010042"',
    );
    expect(show()).not.toContain('href="tel:');
  });

  it('shows all dates of an event that is booked as a whole', () => {
    const both = aSession({ andThen: ['2027-11-09T09:00:00+01:00', '2027-11-09T12:00:00+01:00'] });
    const page = show({
      event: anEvent({ registration: { sessionPolicy: 'all-sessions' } }),
      sessions: [both],
    });
    for (const text of ['lundi 8 novembre 2027', 'mardi 9 novembre 2027', 'vaut pour toutes les dates'])
      expect(page).toContain(text);
  });
});

describe('a form that comes back', () => {
  const values = {
    session: morning.id,
    lastName: '',
    email: 'sonia',
    partySize: '3',
    audience: 'independants',
  };
  const wrong: ReturnedForm = {
    values,
    errors: [
      { field: 'lastName', code: 'required' },
      { field: 'email', code: 'invalid' },
    ],
  };

  it('says so first, in the title and in a summary that takes the focus and leads to each field', () => {
    const page = show({ form: wrong });
    expect(page).toMatch(/<title>Erreur\s:\sAtelier IA/);
    expect(page).toMatch(/<div class="summary" role="alert" tabindex="-1" autofocus/i);
    expect(page).toContain('<a href="#lastName">Indiquez votre nom</a>');
  });

  it('names the field of an error that could be anywhere', () => {
    const question = { id: 'metier', label: { fr: 'Votre métier ?' }, required: true };
    const event = anEvent({ registration: { questions: [question] } });
    const errors = [
      { field: 'firstName', code: 'too_long' },
      { field: 'question-metier', code: 'required' },
    ] as const;
    const page = show({ event, form: { values, errors } });
    expect(page).toMatch(/#firstName">«\sPrénom\s»\s: cette réponse est trop longue</);
    expect(page).toMatch(/#question-metier">«\sVotre métier \?\s»\s: répondez à cette question</);
  });

  it('comes before the facts, which come first where nothing was sent yet', () => {
    const order = (page: string) => page.indexOf('<form') - page.indexOf('class="facts"');
    expect(order(show({ form: wrong }))).toBeLessThan(0);
    expect(order(show({}))).toBeGreaterThan(0);
  });

  it('ties each error to its field', () => {
    const page = show({ form: wrong });
    expect(field(page, 'lastName')).toMatch(/aria-describedby="lastName-error" aria-invalid="true"/);
    expect(field(page, 'email')).toContain('aria-describedby="email-hint email-error"');
  });

  it('keeps what was typed', () => {
    const page = show({ form: wrong });
    expect(field(page, 'email')).toContain('value="sonia"');
    expect(page).toContain('<option selected>3</option>');
    expect(page).toMatch(/<option value="independants" selected>|<option selected value="independants">/);
  });

  it('shows what is typed as text, never as markup', () => {
    const page = show({ form: { values: { lastName: '<img src=x onerror=alert(1)>"' }, errors: [] } });
    expect(page).not.toContain('<img');
    expect(field(page, 'lastName')).toContain('value="&lt;img src=x');
  });

  it('offers to take what is left, and the list only where there is one', () => {
    const refused = (mayJoin: boolean): ReturnedForm => ({
      values,
      errors: [],
      refusal: { code: 'sold_out', seatsLeft: 2, mayJoin },
    });
    const page = show({ form: refused(true) });
    expect(page).toMatch(/name="take" value="2"[^>]*>Prendre les 2\u00a0places restantes/);
    expect(page).toMatch(/name="join" value="true"[^>]*>[^<]*3\u00a0personnes/);
    expect(show({ form: refused(false) })).not.toContain('name="join"');
  });

  it('lets Enter press the plain button, not an offer', () => {
    const page = show({ form: { values, errors: [], refusal: { code: 'sold_out', seatsLeft: 2 } } });
    const [first] = /<button[^>]*>/.exec(page) ?? [];
    expect(first).toBe('<button type="submit">');
  });

  it('after closing keeps the values but no button that could only fail', () => {
    const page = show({
      at: instant('2027-11-08T08:00:00+01:00'),
      form: { values, errors: [], refusal: { code: 'closed' } },
    });
    expect(page).toContain('Rien n’a été réservé');
    expect(field(page, 'email')).toContain('value="sonia"');
    expect(page).not.toContain('<button');
  });
});

describe('the page in English', () => {
  it('marks what only exists in French', () => {
    const event = anEvent({ conditions: { fr: 'Apporter un ordinateur.' } });
    expect(show({ event, language: 'en' })).toContain('<span lang="fr">Apporter un ordinateur.</span>');
    expect(show({ event })).not.toContain('<span lang="fr">');
  });

  it('posts to its own address and leads back to the French page', () => {
    const page = show({ language: 'en' });
    expect(page).toContain('action="/en/evenements/atelier-ia/inscriptions"');
    expect(page).toContain('href="/evenements/atelier-ia" lang="fr"');
  });
});

describe('the weight of the page', () => {
  const slots = Array.from({ length: 12 }, (_, index) =>
    aSession({
      id: `atelier-ia--s${index}`,
      at: [`2027-11-08T${index + 8 < 10 ? '0' : ''}${index + 8}:00:00+01:00`, '2027-11-08T21:00:00+01:00'],
    }),
  );

  it('is at most 300 elements, even with a dozen slots', () => {
    const page = show({ event: anEvent({ registration: { bookBySlot: true } }), sessions: slots });
    expect(page.match(/class="choice"/g)).toHaveLength(12);
    expect(page.match(/<[a-z]/g)?.length).toBeLessThanOrEqual(300);
  });

  it('is at most 14 kB on the wire with its stylesheet, even with a dozen sessions told to search engines', () => {
    for (const page of [show(), show({ sessions: slots })])
      expect(gzipSync(page).length + gzipSync(stylesheet).length).toBeLessThan(14_000);
  });
});
