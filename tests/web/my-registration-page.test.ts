import { describe, expect, it } from 'vitest';
import { instant, plus } from '../../shared/domain/instant.ts';
import { endOf } from '../../shared/domain/programme.ts';
import type { Registration } from '../../shared/domain/registration.ts';
import { myRegistrationPage, type Told } from '../../shared/web/my-registration-page.tsx';
import { aContext } from '../mail/contexts.ts';

type Shown = { readonly told?: Told; readonly over?: boolean };

function show(registration: Partial<Registration>, { told, over = false }: Shown = {}) {
  const context = aContext({ registration });
  const now = over ? plus(endOf(context.session), { hours: 1 }) : context.now;
  const page = myRegistrationPage({
    language: 'fr',
    token: 'lien',
    context: { ...context, now },
    ...(told && { told }),
  });
  return {
    page,
    heading: /<h1>(.*?)<\/h1>/.exec(page)?.[1],
    news: /role="status"[^>]*>(.*?)</.exec(page)?.[1],
  };
}

describe('the heading of one’s registration', () => {
  it.each<[string, Partial<Registration>, Shown, string]>([
    ['released from a seat', { status: 'released' }, {}, 'Place libérée'],
    ['left on the list', { status: 'released', entry: '1' }, {}, 'Vous n’êtes plus sur la liste d’attente'],
    ['waiting to the end', { status: 'lapsed', entry: '1' }, {}, 'Pas de place cette fois'],
    ['of somebody who came', { status: 'attended' }, { over: true }, 'Merci de votre visite'],
    ['of somebody missed', { status: 'absent' }, { over: true }, 'C’est passé'],
    ['invited to the last seats', { status: 'invited' }, {}, 'Une place vous est proposée'],
    ['invited but too late', { status: 'invited' }, { told: 'gone' }, 'Sur la liste d’attente'],
  ])('%s', (_, registration, shown, heading) => {
    expect(show(registration, shown).heading).toBe(heading);
  });
});

describe('what was just done', () => {
  it.each<[Told, Registration['status'], boolean]>([
    ['saved', 'confirmed', true],
    ['saved', 'waiting', false],
    ['saved', 'released', false],
    ['gone', 'waiting', true],
    ['gone', 'invited', true],
    ['gone', 'offered', false],
    ['gone', 'confirmed', false],
  ])('%s is said of a registration that is %s: %s, whoever opens the address', (told, status, said) => {
    const until = status === 'offered' ? { until: instant('2027-11-07T12:00:00+01:00') } : {};
    expect(show({ status, ...until }, { told }).news !== undefined).toBe(said);
  });
});

describe('why a registration has ended, and what can be done', () => {
  it.each<[string, Partial<Registration>, string]>([
    ['not answered for in time', { status: 'lapsed' }, 'pas eu votre réponse à temps'],
    ['waiting until the session began', { status: 'lapsed', entry: '1' }, 'aucune place ne s’est libérée'],
    ['cancelled by the organiser', { status: 'cancelled' }, 'mailto:club@dirigeants.example'],
  ])('%s', (_, registration, text) => {
    expect(show(registration).page).toContain(text);
  });
});
